using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Transports;

/// <summary>A KISS stream without command bytes in each virtual channel of telemetry transfer frames.</summary>
/// <remarks>CCSDS 132.0-B-3 for the frames; KISS: see <see cref="Kiss"/>. Where the virtual channel's count says that frames are missing, the
/// packet that was open is dropped, and all up to the next frame end.</remarks>
public sealed class TmKissTransport : ITransport
{
    private const int Channels = 8, FrameCounts = 256;
    private readonly KissDecoder[] _decoders = new KissDecoder[Channels];
    private readonly int[] _expectedCounts = new int[Channels];
    private readonly bool _shortHeader;

    /// <param name="shortHeader">The frames begin with a <see cref="TmShortHeader"/>, not with the standard's.</param>
    public TmKissTransport(bool shortHeader)
    {
        _shortHeader = shortHeader;
        for (var i = 0; i < Channels; i++)
            _decoders[i] = new KissDecoder(hasCommandByte: false);
        Array.Fill(_expectedCounts, -1);
    }

    /// <summary>In frames of the standard.</summary>
    public static TransportDescriptor Standard { get; } = new("TM KISS", "CCSDS 132.0-B-3 and KISS TNC protocol (1987)", () => new TmKissTransport(shortHeader: false));

    /// <summary>In frames with the short header, of ASRTU-1.</summary>
    public static TransportDescriptor Short { get; } = new("TM short KISS", "As TM KISS, with a header of five bytes", () => new TmKissTransport(shortHeader: true));

    /// <summary>Frames that the counts of the virtual channels say are missing.</summary>
    public long MissingFrames { get; private set; }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> frame, IPacketSink sink)
    {
        if (_shortHeader)
        {
            if (TmShortHeader.TryParse(frame, out var header))
                Take(header.VirtualChannelId, header.VirtualChannelFrameCount, frame[TmShortHeader.Length..], sink);
        }
        else if (TmPrimaryHeader.TryParse(frame, out var header))
        {
            Take(header.VirtualChannelId, header.VirtualChannelFrameCount, header.IsOnlyIdle ? [] : header.DataField(frame), sink);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        foreach (var decoder in _decoders)
            decoder.Reset();
        Array.Fill(_expectedCounts, -1);
        MissingFrames = 0;
    }

    private void Take(int channel, int count, ReadOnlySpan<byte> data, IPacketSink sink)
    {
        var expected = _expectedCounts[channel];
        if (expected >= 0 && count != expected)
        {
            MissingFrames += (count - expected + FrameCounts) % FrameCounts;
            _decoders[channel].Break();
        }
        _expectedCounts[channel] = (count + 1) % FrameCounts;
        KissTransport.Deliver(_decoders[channel], data, sink);
    }
}
