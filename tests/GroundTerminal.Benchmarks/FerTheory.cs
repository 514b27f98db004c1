namespace GroundTerminal.Benchmarks;

/// <summary>Frame error rates of codes on antipodal symbols in white Gaussian noise, as functions of Es/N₀ (a ratio, not dB).</summary>
/// <remarks>
/// Sources: J. Proakis, M. Salehi, Digital Communications, 5th ed., §7 (bounded-distance decoding of Reed–Solomon words, union bound); A. Viterbi, IEEE Trans. Commun. Technol. 19 (1971) 751 (event union bound of convolutional codes).
/// </remarks>
internal static class FerTheory
{
    private const double LowestDb = -8, HighestDb = 16;

    /// <summary>Wrong hard decision of a symbol: Q(√(2·Es/N₀)).</summary>
    public static double SymbolError(double esN0) => Q(Math.Sqrt(2 * esN0));

    /// <summary>Upper tail of the normal distribution.</summary>
    public static double Q(double x) => x < 0 ? 1 - Q(-x) : FrameTheory.CoherentPsk(10 * Math.Log10(x * x / 2));

    /// <summary>Hard-decided Reed–Solomon words, side by side: any of them with more than parity/2 wrong bytes.</summary>
    public static Func<double, double> ReedSolomon(int length, int parity, int words = 1, int symbolsPerByte = 8) =>
        esN0 => AnyOf(words, BinomialTail(length, parity / 2, 1 - Math.Pow(1 - SymbolError(esN0), symbolsPerByte)));

    /// <summary>Reed–Solomon words behind a Viterbi decoder, as if its wrong bytes fell independently (ideal interleaving).</summary>
    /// <param name="length">Bytes of a word.</param>
    /// <param name="parity">Of those, parity.</param>
    /// <param name="words">Words side by side.</param>
    /// <param name="puncturing">As <see cref="PuncturedSpectrum"/> takes it; the pattern of rate 1/2 by default.</param>
    public static Func<double, double> Concatenated(int length, int parity, int words = 1, string puncturing = "11") => esN0 => AnyOf(words, BinomialTail(length, parity / 2, FerReference.ByteErrorAfterViterbi(esN0, puncturing)));

    /// <summary>A terminated convolutional code of rate 1/2 under maximum likelihood: 1 − exp(−L·Σ A_d·Q(√(2d·Es/N₀))).</summary>
    /// <param name="constraintLength">K.</param>
    /// <param name="first">First generator.</param>
    /// <param name="second">Second generator.</param>
    /// <param name="bits">Places L where an error event that matters may begin.</param>
    public static Func<double, double> Convolutional(int constraintLength, int first, int second, int bits)
    {
        var events = DistanceSpectrum(constraintLength, first, second);
        return esN0 => 1 - Math.Exp(-bits * Enumerable.Range(1, events.Length - 1).Sum(d => events[d] * Q(Math.Sqrt(2 * d * esN0))));
    }

    /// <summary>The same of a punctured code.</summary>
    /// <param name="puncturing">See <see cref="PuncturedSpectrum"/>.</param>
    /// <param name="bits">Places L where an error event that matters may begin.</param>
    public static Func<double, double> Punctured(string puncturing, int bits)
    {
        var events = PuncturedSpectrum(puncturing);
        return esN0 => 1 - Math.Exp(-bits * 2.0 / puncturing.Length * Enumerable.Range(1, events.Length - 1).Sum(d => events[d] * Q(Math.Sqrt(2 * d * esN0))));
    }

    /// <summary>Words of block codes under maximum likelihood, by the union bound.</summary>
    /// <param name="codes">How many words of each code, and all words of that code.</param>
    public static Func<double, double> Blocks(params (int Words, IEnumerable<ulong> Code)[] codes)
    {
        var weights = new double[65];
        foreach (var (words, code) in codes)
        {
            foreach (var word in code)
                weights[System.Numerics.BitOperations.PopCount(word)] += words;
        }
        return esN0 => 1 - Math.Exp(-Enumerable.Range(1, 64).Sum(w => weights[w] * Q(Math.Sqrt(2 * w * esN0))));
    }

    /// <summary>Frames lost where any of several independent parts is.</summary>
    public static Func<double, double> All(params Func<double, double>[] parts) => esN0 => 1 - parts.Aggregate(1.0, (kept, part) => kept * (1 - part(esN0)));

    /// <summary>Es/N₀ in dB where the theory gives this rate, by bisection.</summary>
    public static double Inverse(Func<double, double> theory, double rate)
    {
        var (low, high) = (LowestDb, HighestDb);
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = theory(Ratio(middle)) > rate ? (middle, high) : (low, middle);
        }
        return low;
    }

    /// <summary>dB to ratio.</summary>
    public static double Ratio(double db) => Math.Pow(10, db / 10);

    /// <summary>Chances of 0, 1, 2 … hits in so many trials.</summary>
    public static IEnumerable<double> Binomial(int trials, double chance)
    {
        var log = trials * Math.Log(1 - chance);
        for (var k = 0; k <= trials; k++)
        {
            yield return Math.Exp(log);
            log += Math.Log((double)(trials - k) / (k + 1)) + Math.Log(chance / (1 - chance));
        }
    }

    /// <summary>Number of paths that leave the zero state and come back, by weight, up to ten above the least. K = 7 (171, 133): 11, 38, 193, 1331, 7275, 40406 for 10, 12 … 20 (J. Conan, IEEE Trans. Commun. 32 (1984) 1050).</summary>
    public static double[] DistanceSpectrum(int constraintLength, int first, int second)
    {
        const int Longest = 150, Heaviest = 24;
        var states = 1 << (constraintLength - 1);
        var (events, paths) = (new double[Heaviest + 1], new double[states, Heaviest + 1]);
        paths[0, 0] = 1;
        for (var step = 0; step < Longest; step++)
        {
            var next = new double[states, Heaviest + 1];
            for (var from = 0; from < states; from++)
            {
                for (var bit = step == 0 ? 1 : 0; bit <= 1; bit++)
                {
                    var register = (bit << (constraintLength - 1)) | from;
                    var weight = (System.Numerics.BitOperations.PopCount((uint)(register & first)) & 1) + (System.Numerics.BitOperations.PopCount((uint)(register & second)) & 1);
                    for (var d = 0; d + weight <= Heaviest; d++)
                        next[register >> 1, d + weight] += paths[from, d];
                }
            }
            for (var d = 0; d <= Heaviest; d++)
                (events[d], next[0, d]) = (events[d] + next[0, d], 0);
            paths = next;
        }
        var least = Array.FindIndex(events, a => a > 0);
        return events[..Math.Min(events.Length, least + 11)];
    }

    /// <summary>The same of the code K = 7 (171, 133) with symbols left out, the sum over the places of the pattern at which a path may leave.</summary>
    /// <remarks>
    /// D. Haccoun, G. Bégin, IEEE Trans. Commun. 37 (1989) 1113, table III, and Y. Yasuda et al., IEEE Trans. Commun. 32 (1984) 315: rate 2/3 from d = 6: 1, 16, 48, 158, 642; 3/4 from 5: 8, 31, 160, 892; 5/6 from 4: 14, 69, 654; 7/8 from 3: 2, 46, 499.
    /// </remarks>
    /// <param name="puncturing">One character a symbol of rate 1/2, 1 for those sent.</param>
    public static double[] PuncturedSpectrum(string puncturing)
    {
        const int States = 64, First = 0b1111001, Second = 0b1011011, Longest = 300, Heaviest = 12;
        var (events, steps) = (new double[Heaviest + 1], puncturing.Length / 2);
        for (var phase = 0; phase < steps; phase++)
        {
            var paths = new double[States, Heaviest + 1];
            paths[0, 0] = 1;
            for (var step = 0; step < Longest; step++)
            {
                var (next, place) = (new double[States, Heaviest + 1], 2 * ((phase + step) % steps));
                for (var from = 0; from < States; from++)
                {
                    for (var bit = step == 0 ? 1 : 0; bit <= 1; bit++)
                    {
                        var register = (bit << 6) | from;
                        var weight = (puncturing[place] == '1' ? System.Numerics.BitOperations.PopCount((uint)(register & First)) & 1 : 0)
                            + (puncturing[place + 1] == '1' ? System.Numerics.BitOperations.PopCount((uint)(register & Second)) & 1 : 0);
                        for (var d = 0; d + weight <= Heaviest; d++)
                            next[register >> 1, d + weight] += paths[from, d];
                    }
                }
                for (var d = 0; d <= Heaviest; d++)
                    (events[d], next[0, d]) = (events[d] + next[0, d], 0);
                paths = next;
            }
        }
        var least = Array.FindIndex(events, a => a > 0);
        return events[..Math.Min(events.Length, least + 6)];
    }

    private static double BinomialTail(int trials, int most, double chance) => 1 - Binomial(trials, chance).Take(most + 1).Sum();

    private static double AnyOf(int words, double lost) => 1 - Math.Pow(1 - lost, words);
}
