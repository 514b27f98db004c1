namespace GroundTerminal.Coding.Codes;

/// <summary>How much each byte of a Viterbi decoding can be trusted: for a Reed–Solomon code around it.</summary>
/// <remarks>
/// The decoder's errors come in bursts, where another path was nearly as good as the one taken: there the received symbols agree less with the re-encoded ones than elsewhere. The measure of a byte
/// is that agreement over its bits and the <see cref="Reach"/> before and after it. Only its order within a block means something.
/// </remarks>
internal static class ConvolutionalReliability
{
    /// <summary>Bits of an error's neighbourhood; the best of 0 to 12 for CCSDS frames of 223 bytes near the threshold.</summary>
    private const int Reach = 5;

    /// <param name="code">Rate 1/n, not punctured.</param>
    /// <param name="startState">The register before the first symbol.</param>
    /// <param name="symbols">The soft symbols that were decoded.</param>
    /// <param name="packedBits">The decoder's bits, most significant first.</param>
    /// <param name="sums">Scratch: one more than there are bits in <paramref name="symbols"/>.</param>
    /// <param name="reliabilities">Filled: one for each byte.</param>
    public static void Fill(ConvolutionalCode code, int startState, ReadOnlySpan<float> symbols, ReadOnlySpan<byte> packedBits, Span<float> sums, Span<float> reliabilities)
    {
        var n = code.Generators.Length;
        var bits = Math.Min(symbols.Length / n, 8 * packedBits.Length);
        var (outputs, register, sum) = (code.OutputTable, startState, 0f);
        sums[0] = 0;
        for (var t = 0; t < bits; t++)
        {
            register = ((register << 1) | ((packedBits[t >> 3] >> (7 - (t & 7))) & 1)) & (outputs.Length - 1);
            var inverse = ~outputs[register];
            foreach (var symbol in symbols.Slice(t * n, n))
            {
                sum += BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(symbol) ^ (inverse << 31));
                inverse >>= 1;
            }
            sums[t + 1] = sum;
        }
        for (var i = 0; i < reliabilities.Length; i++)
        {
            var (from, to) = (Math.Max(0, (8 * i) - Reach), Math.Min(bits, (8 * i) + 8 + Reach));
            reliabilities[i] = (sums[to] - sums[from]) / (to - from);
        }
    }
}
