using System.Diagnostics;
using System.Numerics;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>Words of liquid-dsp's encoder (tests/vectors/codes), the code's known weights, and its union bound.</summary>
public class Golay24Tests
{
    [Fact]
    public void Words_are_liquid_dsps()
    {
        var lines = File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "codes", "golay24-liquid.txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')).ToList();
        Assert.Equal(76, lines.Count);
        foreach (var line in lines)
            Assert.Equal(line[1], Golay24.Encode(Convert.ToUInt32(line[0], 16)).ToString("X6", null));
    }

    /// <summary>MacWilliams and Sloane, The Theory of Error-Correcting Codes, ch. 2 §6: 1, 759, 2576, 759, 1 of weight 0, 8, 12, 16, 24.</summary>
    [Fact]
    public void The_weights_are_those_of_the_extended_Golay_code()
    {
        var weights = Enumerable.Range(0, 4096).CountBy(m => BitOperations.PopCount(Golay24.Encode((uint)m))).ToDictionary();
        Assert.Equal(new Dictionary<int, int> { [0] = 1, [8] = 759, [12] = 2576, [16] = 759, [24] = 1 }, weights);
    }

    [Fact]
    public void It_is_linear_so_that_the_least_weight_is_the_distance()
    {
        for (var a = 0u; a < 4096; a++)
            Assert.Equal(Golay24.Encode(a) ^ Golay24.Encode(0xA53), Golay24.Encode(a ^ 0xA53));
    }

    [Fact]
    public void All_patterns_of_three_errors_are_corrected_and_all_of_four_are_seen()
    {
        var word = Golay24.Encode(0x9C5);
        for (var pattern = 0u; pattern < 1 << 24; pattern++)
        {
            var weight = BitOperations.PopCount(pattern);
            if (weight > 4)
                continue;
            var received = word ^ pattern;
            Assert.Equal(weight == 4 ? -1 : weight, Golay24.Decode(ref received));
            Assert.Equal(weight == 4 ? word ^ pattern : word, received);
        }
    }

    [Fact]
    public void Bits_above_the_word_do_not_count()
    {
        Assert.Equal(Golay24.Encode(0x123), Golay24.Encode(0xFFFFF123));
        var word = Golay24.Encode(0x123) | 0xFF000000;
        Assert.Equal(0, Golay24.Decode(ref word));
        Assert.Equal(Golay24.Encode(0x123), word);
    }

    [Fact]
    public void Soft_decoding_finds_the_best_of_all_words()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var soft = Streams.Noise(24, seed);
            var distance = Golay24.DecodeSoft(soft, out var word);
            var best = Enumerable.Range(0, 4096).MaxBy(m => Correlation(soft, Golay24.Encode((uint)m)));
            Assert.Equal(Golay24.Encode((uint)best), word);
            Assert.Equal(Enumerable.Range(0, 24).Count(i => soft[i] > 0 != (((word >> (23 - i)) & 1) != 0)), distance);
        }
    }

    /// <summary>
    /// At 3 dB Eb/N0 the union bound of maximum likelihood, Σ A(w)·Q(√(w·Eb/N0)), is 2.5 % of words lost; of hard decisions the binomial distribution leaves 11.6 % with more
    /// than three errors. So soft decoding gains more than a factor of 4 in lost words.
    /// </summary>
    [Fact]
    public void At_3_dB_soft_decoding_keeps_the_union_bound_and_hard_decoding_the_binomial_one()
    {
        const int trials = 20_000;
        var ebN0 = Math.Pow(10, 0.3);
        var bound = (759 * Tail(Math.Sqrt(8 * ebN0))) + (2576 * Tail(Math.Sqrt(12 * ebN0))) + (759 * Tail(Math.Sqrt(16 * ebN0)));
        var p = Tail(Math.Sqrt(ebN0));
        var hardBound = 1 - Math.Pow(1 - p, 24) - (24 * p * Math.Pow(1 - p, 23)) - (276 * p * p * Math.Pow(1 - p, 22)) - (2024 * p * p * p * Math.Pow(1 - p, 21));
        var random = new Random(12);
        int softLost = 0, hardLost = 0;
        var soft = new float[24];
        for (var trial = 0; trial < trials; trial++)
        {
            var sent = Golay24.Encode((uint)random.Next(4096));
            var received = 0u;
            for (var i = 0; i < 24; i++)
            {
                soft[i] = (float)((((sent >> (23 - i)) & 1) != 0 ? 1 : -1) + (Gauss(random) / Math.Sqrt(ebN0)));
                received |= soft[i] > 0 ? 1u << (23 - i) : 0;
            }
            Golay24.DecodeSoft(soft, out var word);
            softLost += word != sent ? 1 : 0;
            hardLost += Golay24.Decode(ref received) < 0 || received != sent ? 1 : 0;
        }
        Assert.InRange(softLost, bound * trials / 4, bound * trials);
        Assert.InRange(hardLost, (hardBound * trials) - (4 * Math.Sqrt(hardBound * trials)), (hardBound * trials) + (4 * Math.Sqrt(hardBound * trials)));
        Assert.InRange(bound, 0.024, 0.026);
    }

    [Fact]
    public void What_is_not_finite_is_survived()
    {
        var word = Golay24.Encode(0xABC);
        var soft = Enumerable.Range(0, 24).Select(i => ((word >> (23 - i)) & 1) != 0 ? float.PositiveInfinity : float.NegativeInfinity).ToArray();
        for (var i = 0; i < 7; i++)
            soft[i * 3] = float.NaN;
        Golay24.DecodeSoft(soft, out var found);
        Assert.Equal(word, found);
        Array.Fill(soft, float.NaN);
        Golay24.DecodeSoft(soft, out found);
        Assert.Equal(Golay24.Encode(found), found);
        Assert.Throws<ArgumentException>(() => Golay24.DecodeSoft(soft.AsSpan(1), out _));
    }

    [Fact]
    public void Soft_decoding_takes_less_than_20_microseconds_and_allocates_nothing()
    {
        var soft = Streams.Noise(24, 1);
        Assert.Equal(0, Streams.Allocated(() => Golay24.DecodeSoft(soft, out _)));
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 2000; run++)
        {
            var start = Stopwatch.GetTimestamp();
            Golay24.DecodeSoft(soft, out _);
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }
        Assert.True(best.TotalMicroseconds < 20, $"{best.TotalMicroseconds} µs");
    }

    internal static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static float Correlation(float[] soft, uint word)
    {
        double sum = 0;
        for (var i = 0; i < 24; i++)
            sum += ((word >> (23 - i)) & 1) != 0 ? soft[i] : -soft[i];
        return (float)sum;
    }

    /// <summary>Q(x), by Craig's integral.</summary>
    private static double Tail(double x)
    {
        const int steps = 1000;
        double sum = 0;
        for (var i = 0; i < steps; i++)
        {
            var sine = Math.Sin((i + 0.5) * Math.PI / 2 / steps);
            sum += Math.Exp(-x * x / 2 / sine / sine);
        }
        return sum / 2 / steps;
    }
}
