namespace GroundTerminal.Coding.Framing;

/// <summary>What follows the sync word of a transceiver chip's packet: see <see cref="PacketLayout"/>.</summary>
/// <remarks>
/// The check is 16 bits, so that a fraction 2⁻¹⁶ of false syncs would pass: at a rate of 10⁻⁶ a symbol that is 5·10⁻⁴ frames an hour at 9600 baud. Where the receiver may flip doubtful bits,
/// those of least magnitude are tried one by one and in pairs, and what passes then is reported as not plausible, since 36 trials are 36 chances.
/// </remarks>
public sealed class PacketFrame : ISyncedFrame
{
    private const int WeakBits = 8;
    private readonly PacketLayout _layout;
    private readonly int _maxFlips;
    private readonly byte[] _packet;
    private readonly int[] _weak = new int[WeakBits];

    /// <param name="layout">Length, whitening and check.</param>
    /// <param name="options">Whether doubtful bits are flipped.</param>
    public PacketFrame(PacketLayout layout, FramingOptions options)
    {
        (_layout, _maxFlips) = (layout, options.MaxFlippedBits);
        _packet = new byte[layout.HeaderLength + layout.MaxDataLength + PacketLayout.CheckLength];
    }

    /// <inheritdoc/>
    public int FirstSymbols => _layout.FixedLength is null ? 8 : MaxSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => _packet.Length * 8;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var dataLength = _layout.FixedLength ?? (int)Bits.PackWord(symbols[..8]) ^ _layout.Whitening[0];
        var length = _layout.HeaderLength + dataLength + PacketLayout.CheckLength;
        if (dataLength == 0)
            return 0;
        if (symbols.Length < length * 8)
            return length * 8;
        var packet = _packet.AsSpan(0, length);
        Bits.Pack(symbols[..(length * 8)], packet);
        for (var i = 0; i < length; i++)
            packet[i] ^= _layout.Whitening[i];
        var flipped = IsValid(packet) ? 0 : Flip(symbols[..(length * 8)], packet);
        if (flipped < 0)
            report.Refuse(DecodeStatus.CheckFailed, length * 8);
        else
            report.Frame(packet[_layout.HeaderLength..^PacketLayout.CheckLength], length * 8, flipped, plausible: flipped == 0);
        return 0;
    }

    private bool IsValid(ReadOnlySpan<byte> packet) => _layout.Check.IsValid(packet, _layout.LowOctetFirst);

    /// <summary>Whitening adds, so a wrong symbol is one wrong bit.</summary>
    private int Flip(ReadOnlySpan<float> symbols, Span<byte> packet)
    {
        if (_maxFlips == 0)
            return -1;
        var count = FindWeakest(symbols);
        for (var i = 0; i < count; i++)
        {
            Toggle(packet, _weak[i]);
            if (IsValid(packet))
                return 1;
            for (var j = 0; j < (_maxFlips > 1 ? i : 0); j++)
            {
                Toggle(packet, _weak[j]);
                if (IsValid(packet))
                    return 2;
                Toggle(packet, _weak[j]);
            }
            Toggle(packet, _weak[i]);
        }
        return -1;
    }

    private static void Toggle(Span<byte> packet, int bit) => packet[bit >> 3] ^= (byte)(0x80 >> (bit & 7));

    /// <summary>The length is left out: another length is another packet.</summary>
    private int FindWeakest(ReadOnlySpan<float> symbols)
    {
        var count = 0;
        for (var at = _layout.HeaderLength * 8; at < symbols.Length; at++)
        {
            var magnitude = Math.Abs(symbols[at]);
            if (count == WeakBits && magnitude >= Math.Abs(symbols[_weak[count - 1]]))
                continue;
            var place = count < WeakBits ? count++ : count - 1;
            for (; place > 0 && magnitude < Math.Abs(symbols[_weak[place - 1]]); place--)
                _weak[place] = _weak[place - 1];
            _weak[place] = at;
        }
        return count;
    }
}
