using System.Collections.Concurrent;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Benchmarks;

/// <summary>What iterative decoding can make of a repeat-accumulate code: the exact sum-product algorithm in double precision with the noise known, simulated.</summary>
/// <remarks>
/// F. Kschischang, B. Frey, H.-A. Loeliger, IEEE Trans. Inf. Theory 47 (2001) 498. Where a pass reads a word is found out from the encoder: a data bit that is 1 by itself turns up in the sum sent next, one place further for each
/// word read since. The code is linear and the channel symmetric: zeros stand for every block.
/// </remarks>
internal sealed class RepeatAccumulateReference
{
    private const double FirstDb = -2.4, StepDb = 0.1;
    private const int Points = 14, Trials = 400, EnoughLost = 60, Rounds = 60;
    private const int Passes = 4, WordBits = 16, Group = 3;
    private static readonly ConcurrentDictionary<int, RepeatAccumulateReference> Made = [];
    private readonly int _words, _codeBits;
    private readonly int[][] _order;
    private readonly int[][] _sentAt;
    private readonly Lazy<double[]> _rates;

    private RepeatAccumulateReference(int dataBytes)
    {
        var code = new RepeatAccumulateCode(dataBytes);
        (_words, _codeBits) = (dataBytes / 2, 8 * code.CodeBytes);
        (_order, _sentAt) = (new int[Passes][], new int[Passes][]);
        var sent = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            (_order[pass], _sentAt[pass]) = (new int[_words], new int[_words]);
            for (var step = 0; step < _words; step++)
                _sentAt[pass][step] = pass == 0 || step % Group == Group - 1 || step == _words - 1 ? sent++ : -1;
        }
        var (data, coded) = (new byte[dataBytes], new byte[code.CodeBytes]);
        for (var word = 0; word < _words; word++)
        {
            data[2 * word] = 1;
            code.Encode(data, coded);
            data[2 * word] = 0;
            for (var pass = 0; pass < Passes; pass++)
                _order[pass][ReadAt(coded, pass)] = word;
        }
        _rates = new(() => [.. Enumerable.Range(0, Points).AsParallel().AsOrdered().Select(i => Simulate(FerTheory.Ratio(FirstDb + (i * StepDb)), i))]);
    }

    /// <summary>Block error rate at an Es/N₀, by simulation each tenth of a dB, straight between in the logarithm.</summary>
    public static Func<double, double> BlockErrors(int dataBytes) => esN0 =>
    {
        var rates = Made.GetOrAdd(dataBytes, bytes => new RepeatAccumulateReference(bytes))._rates.Value;
        var at = Math.Clamp(((10 * Math.Log10(esN0)) - FirstDb) / StepDb, 0, Points - 1.001);
        return Math.Exp(double.Lerp(Math.Log(rates[(int)at]), Math.Log(rates[(int)at + 1]), at - Math.Floor(at)));
    };

    /// <summary>The step at which a pass reads the word whose lowest bit alone is 1.</summary>
    private int ReadAt(byte[] coded, int pass)
    {
        for (var step = 0; step < _words; step++)
        {
            if (_sentAt[pass][step] < 0)
                continue;
            var sum = coded[2 * _sentAt[pass][step]] | (coded[(2 * _sentAt[pass][step]) + 1] << 8);
            if (sum != 0)
                return step - ((WordBits - System.Numerics.BitOperations.Log2((uint)sum)) % WordBits);
        }
        throw new InvalidOperationException("The encoder did not read a word.");
    }

    private double Simulate(double esN0, int seed)
    {
        var (random, lost, tried) = (new Random(seed), 0, 0);
        var channel = new double[_codeBits];
        for (; tried < Trials && lost < EnoughLost; tried++)
        {
            // log-likelihood ratio of 0 against 1 of a symbol +1 in noise of variance 1/(2·Es/N0): 4·Es/N0 times what is received
            for (var i = 0; i < channel.Length; i++)
                channel[i] = 4 * esN0 * (1 + (Math.Sqrt(1 / (2 * esN0)) * FerBenchmark.Gauss(random)));
            lost += Decodes(channel) ? 0 : 1;
        }
        return Math.Max(lost, 0.1) / tried;
    }

    private bool Decodes(double[] channel)
    {
        var (beliefs, learnt) = (new double[_words * WordBits], new double[Passes, _words * WordBits]);
        for (var round = 0; round < Rounds; round++)
        {
            for (var pass = 0; pass < Passes; pass++)
            {
                for (var chain = 0; chain < WordBits; chain++)
                    Improve(pass, chain, channel, beliefs, learnt);
            }
            if (!beliefs.Any(b => b <= 0))
                return true;
        }
        return false;
    }

    /// <summary>One of the sixteen accumulators of a pass, forwards and backwards. A sum turns right by one place a step, so that a chain meets another bit of each word.</summary>
    private void Improve(int pass, int chain, double[] channel, double[] beliefs, double[,] learnt)
    {
        var (forward, prior) = (new double[_words + 1], new double[_words]);
        forward[0] = double.PositiveInfinity;
        for (var step = 0; step < _words; step++)
        {
            var bit = BitAt(pass, chain, step);
            prior[step] = beliefs[bit] - learnt[pass, bit];
            forward[step + 1] = Both(forward[step], prior[step]) + Channel(pass, chain, step, channel);
        }
        var backward = 0.0;
        for (var step = _words - 1; step >= 0; step--)
        {
            var (bit, after) = (BitAt(pass, chain, step), backward + Channel(pass, chain, step, channel));
            learnt[pass, bit] = Both(forward[step], after);
            beliefs[bit] = prior[step] + learnt[pass, bit];
            backward = Both(after, prior[step]);
        }
    }

    private static int Place(int chain, int step) => (chain - step) & (WordBits - 1);

    private int BitAt(int pass, int chain, int step) => (_order[pass][step] * WordBits) + Place(chain, step);

    private double Channel(int pass, int chain, int step, double[] channel) => _sentAt[pass][step] < 0 ? 0 : channel[(_sentAt[pass][step] * WordBits) + Place(chain, step)];

    /// <summary>Of the exclusive or of two bits: 2·artanh(tanh(a/2)·tanh(b/2)).</summary>
    private static double Both(double a, double b)
    {
        if (double.IsPositiveInfinity(a))
            return b;
        var least = Math.CopySign(Math.Min(Math.Abs(a), Math.Abs(b)), a) * Math.Sign(b);
        return least + Math.Log((1 + Math.Exp(-Math.Abs(a + b))) / (1 + Math.Exp(-Math.Abs(a - b))));
    }
}
