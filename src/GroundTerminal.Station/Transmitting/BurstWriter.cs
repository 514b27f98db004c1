using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Station.Transmitting;

/// <summary>Brings a burst to the radio: opens it, keys, moves the samples to their frequency and level, unkeys. One thread.</summary>
internal sealed class BurstWriter(TransmitParts parts, TransmitWatchdog watchdog, TransmitAccount account, Action<TimeSpan> pause)
{
    private const double BlockSeconds = 0.02;
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromMilliseconds(100), Hung = TimeSpan.FromSeconds(1), Slice = TimeSpan.FromMilliseconds(20);
    private readonly Dictionary<string, BurstSource> _sources = [];
    private ITransmitStream? _stream;
    private RampMixer _mixer = new(1);
    private BurstSource? _source;
    private Complex32[] _block = [], _next = [];
    private long _start, _written;

    /// <summary>What is open; empty where nothing is.</summary>
    public string Radio => Volatile.Read(ref _stream)?.Description ?? "";

    /// <summary>Opens the radio where it is not open, and encodes the frame.</summary>
    /// <param name="ticket">The frame.</param>
    /// <param name="length">How long the transmitter will be keyed.</param>
    /// <returns>Null, or why it cannot be sent.</returns>
    /// <exception cref="RadioException">The radio cannot be had.</exception>
    public TransmitRefusal? Prepare(TransmitTicket ticket, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        try
        {
            ITransmitStream stream = _stream ?? Open();
            if (!_sources.TryGetValue(ticket.Channel.Name, out _source))
                _sources[ticket.Channel.Name] = _source = new BurstSource(ticket.Channel, stream.SampleRateHz);
            if (_source.Refusal(ticket.Payload.Length) is { } wrong)
                return new TransmitRefusal(TransmitRefusalKind.Frame, wrong);
            length = parts.Limits.Lead + _source.Begin(ticket.Payload) + parts.Limits.Tail;
            double offsetHz = OffsetHz(ticket.Channel, parts.Limits.Lead);
            return Math.Abs(offsetHz) + ticket.Channel.Signal.BaudRate < stream.SampleRateHz / 2 ? null
                : new TransmitRefusal(TransmitRefusalKind.Band, FormattableString.Invariant($"{offsetHz / 1e3:0.0} kHz from the centre of a transmitter of {stream.SampleRateHz / 1e3:0.0} kHz"));
        }
        catch (ArgumentException e)
        {
            return new TransmitRefusal(TransmitRefusalKind.Frame, e.Message);
        }
    }

    /// <summary>Sends what was prepared.</summary>
    /// <returns>Null, or why it was not, or not wholly, sent: then it is unkeyed and the radio closed.</returns>
    /// <exception cref="RadioException">The radio failed.</exception>
    /// <exception cref="IOException">The transmitter cannot be keyed.</exception>
    public TransmitRefusal? Write(TransmitChannel channel)
    {
        watchdog.Begin(channel);
        try
        {
            if (watchdog.Beat(channel) is { } late)
                return late;
            parts.Key.On();
            TransmitRefusal? refusal = Hold(channel, parts.Limits.Lead) ?? WriteSamples(channel) ?? Hold(channel, Remaining() + parts.Limits.Tail);
            parts.Key.Off();
            if (refusal is not null)
                Close();
            return refusal;
        }
        finally
        {
            watchdog.End();
        }
    }

    /// <summary>Closes the radio: it radiates nothing any more.</summary>
    public void Close()
    {
        ITransmitStream? stream = _stream;
        Volatile.Write(ref _stream, null);
        stream?.Dispose();
    }

    private ITransmitStream Open()
    {
        ITransmitStream stream = parts.Device.OpenTransmit(parts.Settings);
        int length = (int)Math.Clamp(stream.SampleRateHz * BlockSeconds, 256, 1 << 20);
        (_block, _next, _mixer) = (new Complex32[length], new Complex32[length], new RampMixer(stream.SampleRateHz));
        _sources.Clear();
        Volatile.Write(ref _stream, stream);
        return stream;
    }

    private TransmitRefusal? WriteSamples(TransmitChannel channel)
    {
        (_start, _written) = (parts.Clock.GetTimestamp(), 0);
        _mixer.Reset();
        double fromHz = OffsetHz(channel, TimeSpan.Zero);
        for (int count = _source!.Read(_block); count > 0;)
        {
            int following = _source.Read(_next);
            double toHz = OffsetHz(channel, Remaining() + TimeSpan.FromSeconds(count / _stream!.SampleRateHz));
            Span<Complex32> samples = _block.AsSpan(0, count);
            _mixer.Process(samples, fromHz, toHz, samples);
            int limited = SampleLevel.Apply(samples, parts.Limits.LevelDbfs, parts.Limits.MaxLevelDbfs);
            if (WriteAll(channel, samples, following == 0) is { } refusal)
                return refusal;
            account.AddOnAir(count / _stream.SampleRateHz, limited);
            (_block, _next, count, fromHz) = (_next, _block, following, toHz);
        }
        return null;
    }

    private TransmitRefusal? WriteAll(TransmitChannel channel, ReadOnlySpan<Complex32> samples, bool endOfBurst)
    {
        for (long since = parts.Clock.GetTimestamp(); !samples.IsEmpty;)
        {
            if (watchdog.Beat(channel) is { } refusal)
                return refusal;
            int taken = _stream!.Write(samples, endOfBurst, WriteTimeout);
            if (taken < 0 || taken > samples.Length)
                throw new RadioException(RadioFailure.Protocol, $"{_stream.Description} says it took {taken} of {samples.Length} samples");
            _written += taken;
            samples = samples[taken..];
            if (taken > 0)
                since = parts.Clock.GetTimestamp();
            else if (parts.Clock.GetElapsedTime(since) > Hung)
                throw new RadioException(RadioFailure.Hung, FormattableString.Invariant($"{_stream.Description} takes no samples for {Hung.TotalSeconds:0} s"));
        }
        return null;
    }

    /// <summary>How long what was written is still on its way to the antenna, where the device takes samples faster than it sends them.</summary>
    private TimeSpan Remaining() => TimeSpan.FromSeconds(_written / _stream!.SampleRateHz) - parts.Clock.GetElapsedTime(_start);

    private TransmitRefusal? Hold(TransmitChannel channel, TimeSpan time)
    {
        long began = parts.Clock.GetTimestamp();
        while (true)
        {
            if (watchdog.Beat(channel) is { } refusal)
                return refusal;
            TimeSpan left = time - parts.Clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                return null;
            pause(left < Slice ? left : Slice);
        }
    }

    private double OffsetHz(TransmitChannel channel, TimeSpan fromNow) => parts.Uplink.FrequencyHz(channel, fromNow) - _stream!.CenterFrequencyHz;
}
