using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>The Gray map of 8PSK, most significant bit first: 001, 000, 100, 110, 010, 011, 111, 101 at 0°, 45° … 315°.</summary>
/// <remarks>ETSI EN 302 307-1, §5.4.2, which CCSDS 131.2-B takes over; all other Gray maps differ by a turn, a mirror or the order of bits.</remarks>
internal static class EightPskMap
{
    private static readonly int[] Eighths = [1, 0, 4, 5, 2, 7, 3, 6];

    /// <summary>The point of three bits.</summary>
    public static Complex32 Point(int bits) => Complex32.FromPhase(Math.PI / 4 * Eighths[bits & 7]);
}
