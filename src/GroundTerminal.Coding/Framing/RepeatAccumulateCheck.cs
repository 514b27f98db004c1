using System.Buffers.Binary;
using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>Where a repeat-accumulate packet has its check.</summary>
internal enum RepeatAccumulateCheck
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>CRC-16/ARC in the last two bytes, least significant first.</summary>
    Arc,

    /// <summary>CRC-16/IBM-3740 of all bytes but 1 and 2, which are the check, least significant first.</summary>
    Mrc100,
}

/// <summary>The checks of <see cref="RepeatAccumulateCheck"/>.</summary>
internal static class RepeatAccumulateChecks
{
    public static bool Passes(this RepeatAccumulateCheck check, ReadOnlySpan<byte> packet) => check switch
    {
        RepeatAccumulateCheck.Arc => Crc.Crc16Arc.Compute(packet) == 0,
        RepeatAccumulateCheck.Mrc100 => OfMrc100(packet) == BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]),
        _ => true,
    };

    public static void Write(this RepeatAccumulateCheck check, Span<byte> packet)
    {
        if (check == RepeatAccumulateCheck.Arc)
            BinaryPrimitives.WriteUInt16LittleEndian(packet[^2..], (ushort)Crc.Crc16Arc.Compute(packet[..^2]));
        else if (check == RepeatAccumulateCheck.Mrc100)
            BinaryPrimitives.WriteUInt16LittleEndian(packet[1..], OfMrc100(packet));
    }

    private static ushort OfMrc100(ReadOnlySpan<byte> packet)
    {
        Span<byte> covered = stackalloc byte[4096];
        covered = covered[..(packet.Length - 2)];
        covered[0] = packet[0];
        packet[3..].CopyTo(covered[1..]);
        return (ushort)Crc.Crc16CcittFalse.Compute(covered);
    }
}
