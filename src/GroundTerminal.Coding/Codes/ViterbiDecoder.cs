namespace GroundTerminal.Coding.Codes;

/// <summary>Soft-decision maximum-likelihood decoder of a <see cref="ConvolutionalCode"/>, a block at a time.</summary>
/// <remarks>
/// A. Viterbi, IEEE Trans. Inf. Theory IT-13, 1967; G. Forney, "The Viterbi Algorithm", Proc. IEEE 61, 1973. The whole block is traced back, so there is no
/// truncation. The scale of the symbols does not matter; it must only be the same within a block. Sign errors are no errors of the code: an inverted
/// stream needs its own decoding.
/// </remarks>
public sealed class ViterbiDecoder
{
    private readonly ConvolutionalCode _code;
    private readonly IViterbiEngine _engine;
    private readonly int _maxSteps;

    /// <param name="code">The code.</param>
    /// <param name="maxInformationBits">The most bits of a block, its tail of K − 1 not counted.</param>
    /// <param name="scalar">Uses the plain reference form instead of vectors; the result is the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxInformationBits"/> is below 1 or above 2²⁴.</exception>
    public ViterbiDecoder(ConvolutionalCode code, int maxInformationBits, bool scalar = false)
    {
        if (maxInformationBits is < 1 or > 1 << 24)
            throw new ArgumentOutOfRangeException(nameof(maxInformationBits), maxInformationBits, "A block has 1 to 2^24 bits.");
        _code = code;
        _maxSteps = maxInformationBits + code.ConstraintLength - 1;
        _engine = ViterbiEngine64.Takes(code) ? new ViterbiEngine64(code, _maxSteps, scalar) : new ViterbiEngine(code, _maxSteps, scalar);
    }

    /// <summary>The code.</summary>
    public ConvolutionalCode Code => _code;

    /// <summary>Information bits that a block of so many symbols gives.</summary>
    public int BitCount(int symbols, ViterbiEnds ends) => Math.Max(0, _code.BitCount(symbols) - (ends.EndsInZero ? _code.ConstraintLength - 1 : 0));

    /// <summary>Decodes one block.</summary>
    /// <param name="symbols">Soft symbols as sent, punctured ones left out, from the start of the puncturing pattern; positive means 1, 0 and NaN are erasures. Symbols of a last step that is not whole are not looked at.</param>
    /// <param name="packedBits">Receives the bits, most significant first, the last byte filled with zeros; at least (<see cref="BitCount"/> + 7)/8 long.</param>
    /// <param name="ends">What is known about start and end.</param>
    /// <returns>How many bits, and how good they are.</returns>
    /// <exception cref="ArgumentException">The block is longer than the decoder was built for, or the room for bits is too short.</exception>
    public ViterbiResult Decode(ReadOnlySpan<float> symbols, Span<byte> packedBits, ViterbiEnds ends)
    {
        var (steps, bits) = Measure(symbols.Length, packedBits.Length, ends);
        return _engine.Decode(symbols[.._code.SymbolCount(steps)], steps, bits, ends, packedBits);
    }

    /// <summary>Decodes one block of symbols that are whole numbers already.</summary>
    /// <param name="symbols">As above; of −127 to 127 (−128 counts as −127), best with a mean magnitude of 32 to 64. Codes of K = 7 and rate 1/2 use six bits of them.</param>
    /// <inheritdoc cref="Decode(ReadOnlySpan{float}, Span{byte}, ViterbiEnds)"/>
    public ViterbiResult DecodeQuantized(ReadOnlySpan<sbyte> symbols, Span<byte> packedBits, ViterbiEnds ends)
    {
        var (steps, bits) = Measure(symbols.Length, packedBits.Length, ends);
        return _engine.Decode(symbols[.._code.SymbolCount(steps)], steps, bits, ends, packedBits);
    }

    private (int Steps, int Bits) Measure(int symbols, int bytes, ViterbiEnds ends)
    {
        var (steps, bits) = (_code.BitCount(symbols), BitCount(symbols, ends));
        if (steps > _maxSteps)
            throw new ArgumentException($"{steps} steps of the trellis; the decoder was built for {_maxSteps}.", nameof(symbols));
        if (bytes * 8L < bits)
            throw new ArgumentException($"{bytes} bytes of room for {bits} bits.", "packedBits");
        return (steps, bits);
    }
}
