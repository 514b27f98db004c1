using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="Ax5043Frame"/>.</summary>
public sealed class Ax5043 : IFramer
{
    private const int Flag = 0x7E, FlagsBefore = 8, FlagsAfter = 4;
    private readonly ConvolutionalEncoder _encoder = new(Ax5043Frame.Code);
    private readonly byte[] _frame = new byte[Ax5043Frame.MaxFrameLength + 2];
    private readonly byte[] _bits;
    private readonly byte[] _coded;
    private int _count, _ones;

    /// <summary>An encoder.</summary>
    public Ax5043()
    {
        _bits = new byte[MaxOutput(MaxPayloadLength) / 2];
        _coded = new byte[2 * _bits.Length];
    }

    /// <summary>As the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "AX5043", "ON Semiconductor AX5043 (AND9347/D) with FEC: HDLC, K=5 rate 1/2, 4x4 interleaver, CRC-16/USB", _ => Deframer(), _ => new Ax5043())
    { CheckBits = 16 };

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => Ax5043Frame.MaxFrameLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => 2 * (((FlagsBefore + FlagsAfter + 2) * 8) + ((payloadLength + 2) * 8 * 6 / 5));

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var frame = _frame.AsSpan(0, payload.Length + 2);
        payload.CopyTo(frame);
        Crc.Crc16Usb.Seal(frame, lowOctetFirst: true);
        (_count, _ones) = (0, 0);
        // One bit before the flags puts their last bit at the start of an interleaver block.
        _bits[_count++] = 0;
        Flags(FlagsBefore);
        foreach (var octet in frame)
            Stuffed(octet);
        Flags(FlagsAfter);
        while (_count % 8 != 0)
            _bits[_count++] = 0;
        _encoder.Reset();
        for (var i = 0; i < _count; i++)
            _encoder.Encode([(byte)(_bits[i] << 7)], 1, _coded.AsSpan(2 * i));
        Ax5043Frame.Permute<byte>(_coded.AsSpan(0, 2 * _count), symbols);
        return 2 * _count;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }

    private static SyncedDeframer Deframer()
    {
        var sync = SyncWord.Parse("0x8AE68AE6");
        return new SyncedDeframer(sync, new Ax5043Frame(sync));
    }

    private void Flags(int count)
    {
        for (var i = 0; i < count * 8; i++)
            _bits[_count++] = (byte)((Flag >> (i & 7)) & 1);
    }

    private void Stuffed(byte octet)
    {
        for (var i = 0; i < 8; i++)
        {
            var bit = (octet >> i) & 1;
            _bits[_count++] = (byte)bit;
            _ones = bit == 1 ? _ones + 1 : 0;
            if (_ones != 5)
                continue;
            _bits[_count++] = 0;
            _ones = 0;
        }
    }
}
