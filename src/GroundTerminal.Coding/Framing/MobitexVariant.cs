using System.Text;
using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>What differs between the Mobitex framings (see <see cref="Mobitex"/>).</summary>
/// <param name="Sync">The 16 symbols of frame sync.</param>
/// <param name="HasCallsign">Whether six bytes of call sign and their check follow the control bytes.</param>
/// <param name="FixedBlocks">Blocks of every frame; 0 where the control bytes say it.</param>
/// <param name="CountInSecondByte">Whether the second control byte is the number of blocks; else the low five bits of the first are one less than it.</param>
internal sealed record MobitexVariant(ushort Sync, bool HasCallsign, int FixedBlocks, bool CountInSecondByte)
{
    /// <summary>Symbols of the control bytes and their parity.</summary>
    public const int ControlSymbols = 24;

    /// <summary>Symbols of the call sign and its check.</summary>
    public const int CallsignSymbols = 64;

    /// <summary>Most blocks that a frame has.</summary>
    public const int MaxBlocks = 32;

    /// <summary>What stands in for the ground station's temperature and signal quality, before and after the marks of bad blocks.</summary>
    public const byte FirstMark = 0xAA, LastMark = 0xBB;

    /// <summary>Symbols from the frame sync to the first block.</summary>
    public int HeaderSymbols => ControlSymbols + (HasCallsign ? CallsignSymbols : 0);

    /// <summary>Bytes before the first block in what is handed over.</summary>
    public int HeaderBytes => HasCallsign ? 10 : 2;

    /// <summary>Bytes handed over for a frame of so many blocks.</summary>
    public int PayloadLength(int blocks) => HeaderBytes + (blocks * MobitexBlock.DataBytes) + 6;

    /// <summary>Number of blocks, 1 to 32, or 0 where the control bytes make no sense.</summary>
    public int Blocks(int first, int second)
    {
        if (FixedBlocks > 0)
            return FixedBlocks;
        return !CountInSecondByte ? (first & 31) + 1 : second <= MaxBlocks ? second : 0;
    }

    /// <summary>Six characters, filled up with spaces, and their check, high byte first.</summary>
    /// <exception cref="ArgumentException">It has more than six characters or others than ASCII.</exception>
    public static byte[] CallsignField(string callsign)
    {
        if (callsign.Length > 6 || !Ascii.IsValid(callsign))
            throw new ArgumentException($"'{callsign}' is not a call sign of up to six ASCII characters.", nameof(callsign));
        var field = new byte[8];
        Encoding.ASCII.GetBytes(callsign.PadRight(6)).CopyTo(field, 0);
        Crc.Crc16CcittZero.Seal(field, lowOctetFirst: false);
        return field;
    }
}
