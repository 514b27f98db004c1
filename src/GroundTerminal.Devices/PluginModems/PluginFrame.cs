using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>A frame as a modem library describes it: <c>gt_modem_frame</c> of hw/modem-plugin/gt_modem.h, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct PluginFrame
{
    /// <summary>Bit of <see cref="Flags"/>: a check was right.</summary>
    public const uint Checked = 1;

    /// <summary>Bit of <see cref="Flags"/>: found with the symbols inverted.</summary>
    public const uint Inverted = 2;

    /// <summary>Index of the sample at the middle of its first symbol.</summary>
    public ulong FirstSample;

    /// <summary>Index of the first sample after it.</summary>
    public ulong EndSample;

    /// <summary>Es/N0, dB; not a number where not known.</summary>
    public float SnrDb;

    /// <summary>Carrier, Hz from 0 Hz of its samples; not a number where not known.</summary>
    public float FrequencyOffsetHz;

    /// <summary>Bits corrected.</summary>
    public uint CorrectedBits;

    /// <summary>What is true of it.</summary>
    public uint Flags;

    /// <summary>Bytes.</summary>
    public uint Length;

    /// <summary>Not used.</summary>
    public uint Reserved;
}
