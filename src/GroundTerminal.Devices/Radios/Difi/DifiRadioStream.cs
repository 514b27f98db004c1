using System.Diagnostics;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Difi;

/// <summary>The samples of a DIFI stream. Its sender may rest, and it says nothing of the sender's end over UDP.</summary>
internal sealed class DifiRadioStream : IRadioStream
{
    private const double LargestRateError = 1e-6;
    private const int MostNotes = 16;
    private static readonly TimeSpan Calibrated = TimeSpan.FromMicroseconds(1), Uncalibrated = TimeSpan.FromMilliseconds(10);
    private readonly DifiAddress _address;
    private readonly IPacketInput _input;
    private readonly DifiReceiver _receiver;
    private int? _bits;
    private double _centerHz;
    private DifiContext? _seen;

    public DifiRadioStream(DifiAddress address, IPacketInput input, RadioSettings settings, TimeSpan wait)
    {
        (_address, _input) = (address, input);
        _receiver = new DifiReceiver(address.StreamId, address.Bits, settings.SampleRateHz);
        (SampleRateHz, CenterFrequencyHz, _centerHz) = (settings.SampleRateHz, settings.CenterFrequencyHz, settings.CenterFrequencyHz);
        RefuseWhatASenderDecides(settings);
        AwaitContext(wait);
        if (_seen is not { } context)
        {
            Note($"{address}: no context packet yet; samples are taken at {SampleRateHz:0.###} Hz as soon as there are some");
            return;
        }
        if (!Fits(context.SampleRateHz))
            throw new RadioException(RadioFailure.Settings, FormattableString.Invariant($"{address}: the sender's rate is {context.SampleRateHz:0.###} Hz; set radio.sample-rate to that"));
        if (Center(context) is { } center && center != CenterFrequencyHz)
            Note(FormattableString.Invariant($"{address}: the sender's frequency is {center:0} Hz, not {CenterFrequencyHz:0} Hz; that of the sender holds"));
        CenterFrequencyHz = _centerHz = Center(context) ?? CenterFrequencyHz;
        _bits = context.Bits;
    }

    public string Description => $"DIFI {_address}{(_receiver.StreamId is { } id ? $", stream {id}" : "")}{(_receiver.Bits is { } bits ? $", {bits} bits" : "")}";

    public double SampleRateHz { get; }

    public double CenterFrequencyHz { get; }

    /// <summary>Also what the sender changed since, as far as that can be lived with.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    public bool MayRest => true;

    /// <summary>Counters of its packets.</summary>
    public PacketCounters Counters => _receiver.Counters;

    public RadioRead Read(Span<Complex32> destination, TimeSpan timeout)
    {
        long started = Stopwatch.GetTimestamp(), now = started;
        int count = _receiver.Read(destination, now, out DifiBlock block);
        while (count == 0)
        {
            int left = (int)(timeout - Stopwatch.GetElapsedTime(started, now)).TotalMicroseconds;
            if (left <= 0)
                return default;
            if (_input.Receive(_receiver.Buffer, Math.Min(left, 100_000)) is var length and > 0)
                _receiver.Take(length, now);
            Watch();
            now = Stopwatch.GetTimestamp();
            count = _receiver.Read(destination, now, out block);
        }
        count += ReadOn(destination[count..], now);
        return Describe(count, block);
    }

    public void Dispose() => _input.Dispose();

    // What has come already, without waiting; the next gap ends it.
    private int ReadOn(Span<Complex32> destination, long now)
    {
        int count = 0;
        while (count < destination.Length && !_receiver.HasGap && _input.Receive(_receiver.Buffer, 0) is var length and > 0)
        {
            _receiver.Take(length, now);
            Watch();
            count += _receiver.ReadOn(destination[count..], now);
        }
        return count;
    }

    private RadioRead Describe(int count, in DifiBlock block)
    {
        DateTimeOffset? utc = block.PacketTime is { } time
            ? new VitaTime(time.Picoseconds + (Int128)Math.Round(block.SampleInPacket / SampleRateHz * VitaTime.PerSecond)).ToUtc()
            : null;
        bool calibrated = _receiver.Context?.Indicator(31) == true;
        return new RadioRead(count) { LostBefore = block.Lost, LostUnknown = block.LostUnknown, FirstSampleUtc = utc, UtcUncertainty = calibrated ? Calibrated : Uncalibrated };
    }

    private void AwaitContext(TimeSpan wait)
    {
        long started = Stopwatch.GetTimestamp();
        while (_receiver.Context is null && Stopwatch.GetElapsedTime(started) < wait)
        {
            if (_input.Receive(_receiver.Buffer, 50_000) is var length and > 0)
                _receiver.Take(length, Stopwatch.GetTimestamp());
            if (_address.Bits is not null && _receiver.HasData)
                break;
        }
        _seen = _receiver.Context;
    }

    // A sender that changes its rate or format is another radio: this one has ended.
    private void Watch()
    {
        if (_receiver.Context is not { } context || context == _seen)
            return;
        if (!Fits(context.SampleRateHz))
            throw new RadioException(RadioFailure.Lost, FormattableString.Invariant($"{_address}: the sender changed its rate to {context.SampleRateHz:0.###} Hz"));
        if (context.Bits is null || context.Bits != (_bits ?? context.Bits))
            throw new RadioException(RadioFailure.Lost, $"{_address}: the sender changed its format to {(context.Bits is { } now ? $"{now} bits" : "one that DIFI does not have")}");
        if (Center(context) is { } center && center != _centerHz)
            Note(FormattableString.Invariant($"{_address}: the sender changed its frequency to {center:0} Hz; channels lie as at {CenterFrequencyHz:0} Hz"));
        (_seen, _bits, _centerHz) = (context, context.Bits, Center(context) ?? _centerHz);
    }

    private void Note(string text)
    {
        if (Notes.Count < MostNotes)
            Notes = [.. Notes, text];
    }

    private bool Fits(double? rateHz) => rateHz is not { } rate || Math.Abs(rate - SampleRateHz) <= SampleRateHz * LargestRateError;

    private static double? Center(in DifiContext context) => context.RfFrequencyHz is { } rf and > 0 ? rf + (context.IfBandOffsetHz ?? 0)
        : context.IfFrequencyHz is { } inter and > 0 ? inter + (context.IfBandOffsetHz ?? 0)
        : null;

    private static void RefuseWhatASenderDecides(RadioSettings settings)
    {
        string? key = settings.StageGainsDb.Count > 0 ? "stage-gains" : settings.BiasTee ? "bias-tee" : settings.Antenna is not null ? "antenna" : settings.Others.Count > 0 ? "settings" : null;
        if (key is not null)
            throw new RadioException(RadioFailure.Settings, $"radio.{key}: a DIFI stream is as its sender makes it; take the key out and set that there");
    }
}
