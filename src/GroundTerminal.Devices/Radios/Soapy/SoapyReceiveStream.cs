using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>The samples of a receiver that libSoapySDR drives, converted from the device's own format straight to their destination.</summary>
/// <remarks>What was lost is counted by the device's time stamps; where it gives none, an overflow is a gap of unknown length.</remarks>
public sealed unsafe class SoapyReceiveStream : IRadioStream, IRadioSensors
{
    private const int LeastSliceUs = 1000;
    private static readonly TimeSpan GpsUncertainty = TimeSpan.FromMicroseconds(10);
    private readonly SoapyHandle _handle;
    private readonly SoapyChannel _channel;
    private readonly SoapySampleFormat _format;
    private readonly SoapyStream _stream;
    private readonly SoapySampleTimes _times;
    private readonly byte[] _buffer;
    private readonly bool _isUtc;
    private long _lastRead = Stopwatch.GetTimestamp();
    private bool _overflow;

    /// <summary>Takes the handle over, also where it throws.</summary>
    /// <exception cref="RadioException">A setting is impossible, or the stream cannot be had.</exception>
    internal SoapyReceiveStream(SoapyHandle handle, RadioSettings settings)
    {
        _handle = handle;
        try
        {
            _channel = new SoapyChannel(handle, SoapyLibrary.Receive, settings.Channel);
            var tuning = new SoapyTuning(_channel, settings);
            _format = SoapySampleFormat.Choose(_channel);
            (SampleRateHz, CenterFrequencyHz, Notes) = (tuning.SampleRateHz, tuning.CenterFrequencyHz, tuning.Notes);
            _times = new SoapySampleTimes(SampleRateHz);
            _isUtc = IsUtc(handle);
            Description = Describe(handle, _format);
            _stream = new SoapyStream(_channel, _format, settings.Others);
            _buffer = GC.AllocateUninitializedArray<byte>(_stream.Mtu * _format.SampleSize, pinned: true);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public double SampleRateHz { get; }

    /// <inheritdoc/>
    public double CenterFrequencyHz { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public RadioRead Read(Span<Complex32> destination, TimeSpan timeout)
    {
        long end = Stopwatch.GetTimestamp() + (long)(timeout.TotalSeconds * Stopwatch.Frequency);
        Span<Complex32> wanted = destination[..Math.Min(destination.Length, _stream.Mtu)];
        // Some drivers sleep for the whole timeout where not all is there yet, so they are asked often.
        double sliceUs = Math.Max(LeastSliceUs, 1.25e6 * wanted.Length / SampleRateHz);
        while (true)
        {
            long left = end - Stopwatch.GetTimestamp();
            int flags = 0;
            long stampNs = 0;
            int result = Take(wanted, ref flags, ref stampNs, (nint)Math.Clamp(left * (1e6 / Stopwatch.Frequency), 0, sliceUs));
            if (result > 0)
                return Account(result, (flags & SoapyLibrary.HasTime) != 0, stampNs);
            if (result is SoapyLibrary.Overflow or SoapyLibrary.Corruption)
                _overflow = true;
            else if (result is not (0 or SoapyLibrary.Timeout))
                throw Failed(result);
            if (left <= 0)
                return default;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<RadioSensor> ReadSensors() => [.. _handle.Sensors(), .. _channel.Sensors()];

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _handle.Dispose();
    }

    /// <summary>Text of an error of the stream functions.</summary>
    internal static string ErrorName(int code) => Marshal.PtrToStringUTF8(SoapyLibrary.ErrorText(code)) ?? "";

    private int Take(Span<Complex32> wanted, ref int flags, ref long stampNs, nint timeoutUs)
    {
        bool isFloat = _format.Format.Type == ElementType.Float32;
        int count;
        fixed (Complex32* direct = wanted)
        fixed (byte* buffer = _buffer)
        fixed (int* flagsAt = &flags)
        fixed (long* stampAt = &stampNs)
        {
            void* to = isFloat ? direct : buffer;
            count = SoapyLibrary.ReadStream(_handle.Pointer, _stream.Pointer, &to, (nuint)wanted.Length, flagsAt, stampAt, timeoutUs);
        }
        if (count > 0)
            Convert(isFloat ? MemoryMarshal.AsBytes(wanted) : _buffer, MemoryMarshal.Cast<Complex32, float>(wanted[..count]));
        return count;
    }

    private void Convert(Span<byte> bytes, Span<float> numbers)
    {
        SampleConversion.Convert(_format.Format, bytes, numbers);
        if (_format.Scale != 1)
            SoapyScale.Multiply(numbers, _format.Scale);
    }

    private RadioRead Account(int count, bool stamped, long stampNs)
    {
        long now = Stopwatch.GetTimestamp(), lost = 0;
        bool unknown;
        if (stamped)
            lost = _times.Next(stampNs, count, _overflow, (now - _lastRead) / (double)Stopwatch.Frequency, out unknown);
        else
            unknown = _times.Next(count, _overflow);
        _overflow = false;
        _lastRead = now;
        return new RadioRead(count)
        {
            LostBefore = lost,
            LostUnknown = unknown,
            FirstSampleUtc = _isUtc && stamped ? DateTimeOffset.UnixEpoch.AddTicks(stampNs / 100) : null,
            UtcUncertainty = _isUtc && stamped ? GpsUncertainty : default,
        };
    }

    private RadioException Failed(int code)
    {
        string text = $"{Description}: {ErrorName(code)} {SoapyLog.Last()}".TrimEnd();
        return code == SoapyLibrary.StreamError
            ? new RadioException(RadioFailure.Lost, $"{text}; the device has gone: see cable, power and its other side")
            : new RadioException(RadioFailure.Protocol, $"{text}; its driver does not do what receiving needs");
    }

    /// <summary>Only a receiver of satellite time in the device makes its time UTC; that it is, and not GPS time, the computer's clock tells.</summary>
    private static bool IsUtc(SoapyHandle handle) =>
        handle.TimeSource().Contains("gps", StringComparison.OrdinalIgnoreCase) && handle.TimeNs() is { } ns
        && Math.Abs((DateTimeOffset.UnixEpoch.AddTicks(ns / 100) - TimeProvider.System.GetUtcNow()).TotalSeconds) < 1;

    private static string Describe(SoapyHandle handle, SoapySampleFormat format)
    {
        string serial = handle.Information().TryGetValue("serial", out string? number) ? $" serial {number}" : "";
        string hardware = handle.Hardware == handle.Driver ? "" : $" ({handle.Hardware})";
        return $"SoapySDR {handle.Driver}{hardware}{serial}, {format.Name}";
    }
}
