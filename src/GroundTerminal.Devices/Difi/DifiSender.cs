using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Devices.Difi;

/// <summary>Sends a stream of samples as DIFI packets: version, context and data (IEEE-ISTO 4900, information classes 0 and 1).</summary>
/// <remarks>
/// Context goes before the first samples, after every gap, on change, and ten times a second of samples; version before the first ones and once a second. A gap shows in
/// the time stamps and in the sample-loss indicator; packet counts have no gap, for no packet is missing. Allocates in the constructor only, unless a connection is opened.
/// </remarks>
public sealed class DifiSender : ISampleSink, IDisposable
{
    private static readonly DifiVersion Software = new(4, 2026, 1, 1, 0, 0);
    private readonly DifiSenderOptions _options;
    private readonly IPacketOutput _output;
    private readonly SampleTimebase _time;
    private readonly byte[] _data, _context = new byte[DifiContext.PacketLength], _version = new byte[DifiVersion.PacketLength];
    private readonly int _bytesPerSample, _most;
    private int _filled, _dataCount, _contextCount, _versionCount;
    private long _first, _nextContext, _nextVersion, _packets, _dropped, _clipped, _samples;
    private VitaTime _firstTime;
    private bool _fresh = true, _lost, _calibrated;

    /// <param name="options">What is sent.</param>
    /// <param name="output">Where it goes; owned from now on.</param>
    public DifiSender(DifiSenderOptions options, IPacketOutput output)
    {
        (_options, _output, _time) = (options, output, new SampleTimebase(options.SampleRateHz));
        (_bytesPerSample, _most) = (options.Bits / 4, options.SamplesPerPacket);
        _data = new byte[VitaHeader.FullLength + (_most * _bytesPerSample)];
    }

    /// <summary>Nothing is demodulated here.</summary>
    public ReceiverStatistics Statistics => new(0, 0, 0, 0, float.NaN, float.NaN);

    /// <summary>Packets sent.</summary>
    public long Packets => Volatile.Read(ref _packets);

    /// <summary>Packets that could not be sent.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Samples in data packets sent.</summary>
    public long Samples => Volatile.Read(ref _samples);

    /// <summary>Numbers that were beyond full scale.</summary>
    public long Clipped => Volatile.Read(ref _clipped);

    public void OnSamples(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info)
    {
        if (_filled > 0 && info.FirstSample != _first + _filled)
            OnGap(info.LostBefore);
        _time.Observe(info.FirstSample, info.FirstSampleUtc);
        _calibrated = info.UtcUncertainty < TimeSpan.FromMilliseconds(1);
        long index = info.FirstSample;
        while (!samples.IsEmpty)
        {
            if (_filled == 0)
                Begin(index);
            int n = Math.Min(samples.Length, _most - _filled);
            Volatile.Write(ref _clipped, _clipped + DifiSamples.Write(samples[..n], _options.Bits, _data.AsSpan(VitaHeader.FullLength + (_filled * _bytesPerSample))));
            (_filled, index) = (_filled + n, index + n);
            samples = samples[n..];
            if (_filled == _most)
                SendData(_most);
        }
    }

    /// <summary>Sends what waits, as far as it fills whole words: a last odd sample of 8 bits belongs to the gap.</summary>
    public void OnGap(long samples)
    {
        int whole = DifiSamples.Granularity(_options.Bits), n = _filled / whole * whole;
        if (n > 0)
            SendData(n);
        (_filled, _fresh, _lost) = (0, true, _lost || samples > 0);
    }

    public void Dispose() => _output.Dispose();

    private void Begin(long index)
    {
        (_first, _firstTime) = (index, _time.At(index));
        bool renewed = _output.TakeRenewal() || _fresh;
        if (renewed || index >= _nextVersion)
        {
            SendVersion(renewed);
            _nextVersion = index + (long)_options.SampleRateHz;
        }
        if (renewed || index >= _nextContext)
        {
            SendContext(renewed || _lost);
            _nextContext = index + (long)(_options.SampleRateHz / 10);
        }
        (_fresh, _lost) = (false, false);
    }

    private void SendData(int samples)
    {
        int length = VitaHeader.FullLength + (samples * _bytesPerSample);
        Header(VitaPacketType.Data, _dataCount++, length, 0, 0).Write(_data);
        if (Send(_data.AsSpan(0, length)))
            Volatile.Write(ref _samples, _samples + samples);
        _filled = 0;
    }

    private void SendContext(bool changed)
    {
        Header(VitaPacketType.Context, _contextCount++, DifiContext.PacketLength, 0, 1).Write(_context);
        new DifiContext
        {
            Changed = changed,
            ReferencePoint = 75,
            BandwidthHz = _options.BandwidthHz,
            RfFrequencyHz = _options.FrequencyHz,
            SampleRateHz = _options.SampleRateHz,
            Indicators = Indicators(),
            PayloadFormat = DifiContext.FormatOf(_options.Bits),
        }.Write(_context.AsSpan(VitaHeader.FullLength));
        Send(_context);
    }

    // Enabled: calibrated time, valid data, sample loss.
    private uint Indicators() => 0xC1000000 | (_calibrated ? 1u << 19 : 0) | 1u << 18 | (_lost ? 1u << 12 : 0);

    private void SendVersion(bool changed)
    {
        Header(VitaPacketType.ExtensionContext, _versionCount++, DifiVersion.PacketLength, DifiVersion.InformationClass, DifiVersion.PacketClass).Write(_version);
        Software.Write(_version.AsSpan(VitaHeader.FullLength), changed);
        Send(_version);
    }

    private VitaHeader Header(VitaPacketType type, int count, int length, int informationClass, int packetClass) => new()
    {
        Type = type,
        TypeBits = type == VitaPacketType.Data ? 0 : 1,
        SecondsType = _options.PosixTime ? 3 : 1,
        FractionType = 2,
        Sequence = count & 15,
        Length = length,
        StreamId = _options.StreamId,
        Oui = VitaHeader.DifiOui,
        InformationClass = informationClass,
        PacketClass = packetClass,
        Seconds = _firstTime.Seconds,
        Fraction = _firstTime.Fraction,
    };

    private bool Send(ReadOnlySpan<byte> packet)
    {
        bool sent = _output.TrySend(packet);
        ref long count = ref sent ? ref _packets : ref _dropped;
        Volatile.Write(ref count, count + 1);
        return sent;
    }
}
