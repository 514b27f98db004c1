namespace GroundTerminal.Coding.Codes;

/// <summary>Tells a block of a <see cref="RepeatAccumulateCode"/> from other symbols at a hundredth of the decoder's price.</summary>
/// <remarks>
/// The first pass sends its sum after every word, so that two sums following each other give a data word; between two sums that another pass sends lie three words. Each bit of these is an exclusive or of
/// eight symbols that is 0 in any block: 8 · DataBytes checks. Where the symbols are no block their signs are a coin's, whatever their sizes.
/// </remarks>
public sealed class RepeatAccumulateParity
{
    private readonly RepeatAccumulateCode _code;
    private readonly float[] _data;

    /// <param name="code">The code.</param>
    public RepeatAccumulateParity(RepeatAccumulateCode code)
    {
        _code = code;
        _data = new float[code.DataBytes * 8];
    }

    /// <summary>How many standard deviations the checks' min-sum values add up to: 0 ± 1 for symbols that are no block.</summary>
    /// <param name="symbols">8 · CodeBytes soft symbols; 0 and NaN are erasures.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public float Deviations(ReadOnlySpan<float> symbols)
    {
        if (symbols.Length != _code.CodeBytes * 8)
            throw new ArgumentException($"{symbols.Length} symbols; a block has {_code.CodeBytes * 8}.", nameof(symbols));
        var scale = SoftWord.ScaleOf(symbols);
        var certain = SoftWord.All(float.MaxValue);
        var sums = certain; // they begin with zeros
        foreach (var word in _code.OrderOf(0))
        {
            var sent = SoftWord.OfSymbols(symbols, scale, RepeatAccumulateDecoder.Clip);
            (sums.TurnRight() ^ sent).Store(_data.AsSpan(word * SoftWord.Bits));
            sums = sent;
            symbols = symbols[SoftWord.Bits..];
        }
        var (total, squares) = (SoftWord.All(0), SoftWord.All(0));
        for (var pass = 1; pass < RepeatAccumulateCode.Passes; pass++)
        {
            sums = certain;
            for (var order = _code.OrderOf(pass); !order.IsEmpty;)
            {
                var together = order[..Math.Min(RepeatAccumulateCode.Puncturing, order.Length)];
                foreach (var word in together)
                    sums = sums.TurnRight() ^ SoftWord.Load(_data.AsSpan(word * SoftWord.Bits));
                var sent = SoftWord.OfSymbols(symbols, scale, RepeatAccumulateDecoder.Clip);
                var check = sums ^ sent;
                (total, squares) = (total + check, squares + (check * check));
                sums = sent;
                symbols = symbols[SoftWord.Bits..];
                order = order[together.Length..];
            }
        }
        var power = squares.Sum();
        return power > 0 ? (float)(total.Sum() / Math.Sqrt(power)) : 0;
    }
}
