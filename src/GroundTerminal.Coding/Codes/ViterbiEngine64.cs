namespace GroundTerminal.Coding.Codes;

/// <summary>For K = 7 with two generators, punctured or not: <see cref="ViterbiSixtyFour"/>.</summary>
internal sealed class ViterbiEngine64 : IViterbiEngine
{
    private readonly ViterbiSixtyFour _trellis;
    private readonly ViterbiAgreement _agreement;
    private readonly ViterbiPuncturing? _puncturing;
    private readonly sbyte[] _received, _symbols;

    public ViterbiEngine64(ConvolutionalCode code, int maxSteps, bool scalar)
    {
        (_trellis, _agreement) = (new ViterbiSixtyFour(code, maxSteps, scalar), new ViterbiAgreement(code));
        _symbols = new sbyte[2 * maxSteps];
        _received = code.IsPunctured ? new sbyte[code.SymbolCount(maxSteps)] : _symbols;
        _puncturing = code.IsPunctured ? new ViterbiPuncturing(code) : null;
    }

    /// <summary>Whether it is for this code.</summary>
    public static bool Takes(ConvolutionalCode code) => code.ConstraintLength == 7 && code.Generators.Length == 2 && code.HasAntipodalButterflies;

    /// <inheritdoc/>
    public ViterbiResult Decode(ReadOnlySpan<float> symbols, int steps, int bits, ViterbiEnds ends, Span<byte> packedBits)
    {
        ViterbiQuantizer.Quantize(symbols, _received.AsSpan(0, symbols.Length));
        return Decode(symbols.Length, steps, bits, ends, packedBits);
    }

    /// <inheritdoc/>
    public ViterbiResult Decode(ReadOnlySpan<sbyte> symbols, int steps, int bits, ViterbiEnds ends, Span<byte> packedBits)
    {
        ViterbiQuantizer.Quarter(symbols, _received.AsSpan(0, symbols.Length));
        return Decode(symbols.Length, steps, bits, ends, packedBits);
    }

    private ViterbiResult Decode(int received, int steps, int bits, ViterbiEnds ends, Span<byte> packedBits)
    {
        var symbols = _symbols.AsSpan(0, 2 * steps);
        _puncturing?.Expand(_received.AsSpan(0, received), symbols);
        var (start, end) = _trellis.Decode(symbols, ends.StartState, ends.EndsInZero, bits, packedBits);
        var (present, wrong, total, lost) = _agreement.Of(start, packedBits[..((bits + 7) / 8)], symbols);
        return new ViterbiResult(bits, end, present, wrong, total == 0 ? 0 : (float)(total - (2 * lost)) / total);
    }
}
