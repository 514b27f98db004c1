namespace GroundTerminal.Coding.Codes;

/// <summary>Information bits to the symbols of a <see cref="ConvolutionalCode"/>. The register and the place in the puncturing pattern are kept between calls.</summary>
/// <remarks>Starts with a register of zeros, as CCSDS 131.0-B and AO-40 do.</remarks>
public sealed class ConvolutionalEncoder
{
    private readonly ConvolutionalCode _code;
    private int _register;
    private int _phase;

    /// <param name="code">The code.</param>
    public ConvolutionalEncoder(ConvolutionalCode code) => _code = code;

    /// <summary>The last K − 1 bits, the newest in bit 0.</summary>
    public int State => _register & (_code.States - 1);

    /// <summary>Most symbols that so many bits can become, at any place of the pattern.</summary>
    public int MaxOutput(int bits) => bits * _code.Generators.Length;

    /// <summary>Encodes packed bits.</summary>
    /// <param name="packedBits">Information bits, most significant first.</param>
    /// <param name="bitCount">How many of them, 0 to 8 · packedBits.Length.</param>
    /// <param name="symbols">Symbols, one a byte, 0 or 1; at least as long as what is written.</param>
    /// <returns>Symbols written.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public int Encode(ReadOnlySpan<byte> packedBits, int bitCount, Span<byte> symbols)
    {
        if (bitCount < 0 || bitCount > packedBits.Length * 8L)
            throw new ArgumentOutOfRangeException(nameof(bitCount), bitCount, $"0 to {packedBits.Length * 8L} bits are there.");
        CheckRoom(bitCount, symbols);
        var written = 0;
        for (var i = 0; i < bitCount; i++)
            written += Step((packedBits[i >> 3] >> (7 - (i & 7))) & 1, symbols[written..]);
        return written;
    }

    /// <summary>Encodes the K − 1 zeros that bring the register back to zero.</summary>
    /// <returns>Symbols written.</returns>
    /// <exception cref="ArgumentException"><paramref name="symbols"/> is too short.</exception>
    public int Flush(Span<byte> symbols)
    {
        CheckRoom(_code.ConstraintLength - 1, symbols);
        var written = 0;
        for (var i = 1; i < _code.ConstraintLength; i++)
            written += Step(0, symbols[written..]);
        return written;
    }

    /// <summary>A register of zeros, the start of the pattern.</summary>
    public void Reset() => (_register, _phase) = (0, 0);

    private void CheckRoom(int bits, Span<byte> symbols)
    {
        var step = _phase / _code.Generators.Length;
        var needed = _code.SymbolCount(step + bits) - _code.SymbolCount(step);
        if (symbols.Length < needed)
            throw new ArgumentException($"{symbols.Length} symbols of room; {needed} are needed.", nameof(symbols));
    }

    private int Step(int bit, Span<byte> symbols)
    {
        _register = ((_register << 1) | bit) & ((2 * _code.States) - 1);
        var output = _code.Output(_register);
        var written = 0;
        for (var j = 0; j < _code.Generators.Length; j++, output >>= 1)
        {
            if (_code.Puncturing[_phase + j])
                symbols[written++] = (byte)(output & 1);
        }
        _phase = (_phase + _code.Generators.Length) % _code.Puncturing.Length;
        return written;
    }
}
