using System.Buffers.Binary;

namespace GroundTerminal.Devices.Difi;

/// <summary>Reads big-endian words one after the other; beyond the end zeros, and says so.</summary>
internal ref struct WordReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>More was read than there is.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>The next 32 bits.</summary>
    public uint Word()
    {
        if (_bytes.Length - Position < 4)
        {
            Exhausted = true;
            return 0;
        }
        Position += 4;
        return BinaryPrimitives.ReadUInt32BigEndian(_bytes[(Position - 4)..]);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Words()
    {
        ulong high = Word();
        return (high << 32) | Word();
    }
}
