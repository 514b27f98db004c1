using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>A transmitter that libSoapySDR drives, converted to the device's own format.</summary>
public sealed unsafe class SoapyTransmitStream : ITransmitStream
{
    /// <summary>What a device may hold beside what its rate explains.</summary>
    private static readonly TimeSpan DrainSlack = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(2);
    private const int MostStatuses = 64;
    private readonly SoapyHandle _handle;
    private readonly SoapySampleFormat _format;
    private readonly SoapyStream _stream;
    private readonly byte[] _buffer;
    private readonly float[] _scaled;
    private long _radiatedAt;
    private bool _inBurst, _failed, _hasStatus = true;

    /// <summary>Takes the handle over, also where it throws.</summary>
    /// <exception cref="RadioException">A setting is impossible, or the stream cannot be had.</exception>
    internal SoapyTransmitStream(SoapyHandle handle, RadioSettings settings)
    {
        _handle = handle;
        try
        {
            var channel = new SoapyChannel(handle, SoapyLibrary.Transmit, settings.Channel);
            var tuning = new SoapyTuning(channel, settings);
            _format = SoapySampleFormat.Choose(channel);
            (SampleRateHz, CenterFrequencyHz) = (tuning.SampleRateHz, tuning.CenterFrequencyHz);
            Description = $"SoapySDR {handle.Driver} transmitter, {_format.Name}";
            _stream = new SoapyStream(channel, _format, settings.Others);
            _buffer = GC.AllocateUninitializedArray<byte>(_stream.Mtu * _format.SampleSize, pinned: true);
            _scaled = new float[_format.Scale == 1 ? 0 : 2 * _stream.Mtu];
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
    /// <remarks>Some drivers (redpitaya) wait without end for a device that takes nothing: the timeout is then not kept.</remarks>
    public int Write(ReadOnlySpan<Complex32> samples, bool endOfBurst, TimeSpan timeout)
    {
        long end = Stopwatch.GetTimestamp() + (long)(timeout.TotalSeconds * Stopwatch.Frequency);
        int taken = 0;
        if (!_inBurst)
            ForgetStatus();
        while (taken < samples.Length)
        {
            long leftUs = (long)((end - Stopwatch.GetTimestamp()) * (1e6 / Stopwatch.Frequency));
            int count = Math.Min(samples.Length - taken, _stream.Mtu);
            bool last = endOfBurst && taken + count == samples.Length;
            int result = Put(samples.Slice(taken, count), last, (nint)Math.Max(0, leftUs));
            if (result < 0 && result != SoapyLibrary.Timeout)
                throw Failed(result);
            taken += Math.Max(0, result);
            if (result > 0)
                Account(result, last && result == count);
            CheckUnderflow();
            if (leftUs <= 0)
                break;
        }
        return taken;
    }

    /// <inheritdoc/>
    /// <remarks>Waits until a burst that was ended has been radiated.</remarks>
    public void Dispose()
    {
        if (!_inBurst && !_failed && _radiatedAt != 0)
            Drain();
        _stream.Dispose();
        _handle.Dispose();
    }

    private int Put(ReadOnlySpan<Complex32> samples, bool last, nint timeoutUs)
    {
        bool isFloat = _format.Format.Type == ElementType.Float32 && _format.Scale == 1;
        if (!isFloat)
            Convert(MemoryMarshal.Cast<Complex32, float>(samples));
        int flags = last ? SoapyLibrary.EndBurst : 0;
        fixed (Complex32* direct = samples)
        fixed (byte* buffer = _buffer)
        {
            void* from = isFloat ? direct : buffer;
            return SoapyLibrary.WriteStream(_handle.Pointer, _stream.Pointer, &from, (nuint)samples.Length, &flags, 0, timeoutUs);
        }
    }

    private void Convert(ReadOnlySpan<float> numbers)
    {
        if (_format.Scale != 1)
        {
            numbers.CopyTo(_scaled);
            SoapyScale.Multiply(_scaled.AsSpan(0, numbers.Length), 1 / _format.Scale);
            numbers = _scaled.AsSpan(0, numbers.Length);
        }
        switch (_format.Format.Type)
        {
            case ElementType.Int8: SampleQuantization.ToInt8(numbers, MemoryMarshal.Cast<byte, sbyte>(_buffer.AsSpan())); break;
            case ElementType.UInt8: SampleQuantization.ToUInt8(numbers, _buffer); break;
            case ElementType.Int16: SampleQuantization.ToInt16(numbers, MemoryMarshal.Cast<byte, short>(_buffer.AsSpan())); break;
            default: MemoryMarshal.AsBytes(numbers).CopyTo(_buffer); break;
        }
    }

    private void Account(int count, bool ended)
    {
        _radiatedAt = Math.Max(_radiatedAt, Stopwatch.GetTimestamp()) + (long)(count / SampleRateHz * Stopwatch.Frequency);
        _inBurst = !ended;
    }

    private void CheckUnderflow()
    {
        if (_hasStatus && Status() == SoapyLibrary.Underflow && _inBurst)
            throw Failed(SoapyLibrary.Underflow);
    }

    /// <summary>Some drivers report that nothing followed the end of the burst before.</summary>
    private void ForgetStatus()
    {
        for (int i = 0; i < MostStatuses && _hasStatus && Status() != SoapyLibrary.Timeout; i++)
        {
        }
    }

    private int Status()
    {
        nuint channels = 0;
        int flags = 0;
        long timeNs = 0;
        int status = SoapyLibrary.ReadStreamStatus(_handle.Pointer, _stream.Pointer, &channels, &flags, &timeNs, 0);
        _hasStatus = status != SoapyLibrary.NotSupported;
        return status;
    }

    private RadioException Failed(int code)
    {
        _failed = true;
        string text = $"{Description}: {SoapyReceiveStream.ErrorName(code)} {SoapyLog.Last()}".TrimEnd();
        return code == SoapyLibrary.Underflow
            ? new RadioException(RadioFailure.Lost, $"{text}; samples came too late in the midst of a burst: lower the sample rate, or leave the computer more time")
            : new RadioException(code == SoapyLibrary.StreamError ? RadioFailure.Lost : RadioFailure.Protocol, $"{text}; see cable and power of the device");
    }

    private void Drain()
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _radiatedAt) + DrainSlack;
        if (left > TimeSpan.Zero)
            Thread.Sleep(left < LongestDrain ? left : LongestDrain);
    }
}
