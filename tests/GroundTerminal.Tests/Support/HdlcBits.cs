namespace GroundTerminal.Tests.Support;

/// <summary>HDLC as the standards describe it, bit by bit and by the letter: what the tests hold the framer and the deframer against.</summary>
internal sealed class HdlcBits
{
    private readonly List<int> _bits = [];

    /// <summary>Bits put so far.</summary>
    public int Count => _bits.Count;

    /// <summary>A flag: 01111110.</summary>
    public HdlcBits Flag(int times = 1)
    {
        for (var i = 0; i < times; i++)
            _bits.AddRange([0, 1, 1, 1, 1, 1, 1, 0]);
        return this;
    }

    /// <summary>Bits as they are.</summary>
    public HdlcBits Raw(params int[] bits)
    {
        _bits.AddRange(bits);
        return this;
    }

    /// <summary>A frame and its check (with checkError added), low bit first, a 0 after every five 1s.</summary>
    public HdlcBits Frame(ReadOnlySpan<byte> payload, int checkError = 0)
    {
        var check = Check(payload) ^ checkError;
        var ones = 0;
        foreach (var octet in (byte[])[.. payload, (byte)check, (byte)(check >> 8)])
        {
            for (var i = 0; i < 8; i++)
            {
                var bit = (octet >> i) & 1;
                _bits.Add(bit);
                ones = bit == 1 ? ones + 1 : 0;
                if (ones == 5)
                    _bits.Add(ones = 0);
            }
        }
        return this;
    }

    /// <summary>NRZI (a 0 changes the level), then where asked for y[n] = x[n] + y[n − 12] + y[n − 17].</summary>
    public byte[] Symbols(bool scrambled)
    {
        var (level, symbols) = (0, new byte[_bits.Count]);
        for (var n = 0; n < symbols.Length; n++)
        {
            level ^= 1 - _bits[n];
            symbols[n] = (byte)level;
            if (scrambled)
                symbols[n] ^= (byte)((n < 12 ? 0 : symbols[n - 12]) ^ (n < 17 ? 0 : symbols[n - 17]));
        }
        return symbols;
    }

    /// <summary>As soft symbols of magnitude 1.</summary>
    public float[] Soft(bool scrambled) => [.. Symbols(scrambled).Select(s => s == 1 ? 1f : -1f)];

    /// <summary>CRC-16/X-25 as a division of polynomials, a bit at a time.</summary>
    private static int Check(ReadOnlySpan<byte> data)
    {
        var register = 0xFFFF;
        foreach (var octet in data)
        {
            for (var i = 0; i < 8; i++)
            {
                var feedback = (register ^ (octet >> i)) & 1;
                register = (register >> 1) ^ (feedback * 0x8408);
            }
        }
        return register ^ 0xFFFF;
    }
}
