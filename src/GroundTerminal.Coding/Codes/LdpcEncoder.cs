namespace GroundTerminal.Coding.Codes;

/// <summary>Systematic encoder of an <see cref="LdpcCode"/>. Working out the generator takes up to a second for k = 16384; encoding allocates nothing.</summary>
public sealed class LdpcEncoder
{
    private readonly LdpcCirculant[][] _generator;
    private readonly ulong[][] _parity;

    /// <param name="code">The code.</param>
    public LdpcEncoder(LdpcCode code)
    {
        Code = code;
        _generator = LdpcGenerator.Of(code);
        _parity = [.. _generator[0].Select(c => new ulong[c.Words])];
    }

    /// <summary>The code.</summary>
    public LdpcCode Code { get; }

    /// <summary>Encodes one block.</summary>
    /// <param name="data">DataBits/8 bytes, most significant bit first.</param>
    /// <param name="bits">Receives CodeBits single bits in the order in which they are sent.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Encode(ReadOnlySpan<byte> data, Span<byte> bits)
    {
        if (8 * data.Length != Code.DataBits)
            throw new ArgumentException($"{data.Length} bytes; a block has {Code.DataBits / 8}.", nameof(data));
        if (bits.Length < Code.CodeBits)
            throw new ArgumentException($"{bits.Length} bits of room; {Code.CodeBits} are needed.", nameof(bits));
        bits = bits[..Code.CodeBits];
        Bits.Unpack(data, bits);
        foreach (var parity in _parity)
            parity.AsSpan().Clear();
        for (var i = 0; i < Code.DataBits; i++)
        {
            if (bits[i] == 0)
                continue;
            var (column, power) = Math.DivRem(Code.ShortenedBits + i, Code.Size);
            for (var p = 0; p < _parity.Length; p++)
                _generator[column][p].AddTo(_parity[p], power);
        }
        bits[Code.DataBits..].Clear();
        for (var i = 0; i < _parity.Length * Code.Size; i++)
        {
            var (column, bit) = Math.DivRem(i, Code.Size);
            bits[Code.DataBits + i] = (byte)((_parity[column][bit / 64] >> (bit % 64)) & 1);
        }
    }
}
