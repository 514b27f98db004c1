namespace GroundTerminal.Coding.Scramblers;

/// <summary>The PN9 whitening of TI's CC11xx and of the AX5043: added to a packet from its first byte; doing it twice undoes it.</summary>
/// <remarks>x⁹ + x⁵ + 1 from all ones, each byte taken least significant bit first: FF E1 1D 9A ED 85 33 24 … (TI DN509, "Data Whitening and Random TX Mode", 2010). Period 511 bytes.</remarks>
public static class Pn9
{
    private static readonly PseudoRandomSequence Sequence = new(new AdditiveScrambler(0x21, 0x1FF, 8, lsbFirst: true), 511);

    /// <summary>Whitens or dewhitens a whole packet of packed bytes in place.</summary>
    public static void Apply(Span<byte> packet) => Sequence.Apply(packet);

    /// <summary>Dewhitens the soft symbols of a whole packet, each byte sent most significant bit first, in place.</summary>
    public static void ApplySoft(Span<float> packet) => Sequence.ApplySoft(packet, lsbFirst: false);
}
