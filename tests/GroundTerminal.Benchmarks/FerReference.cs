using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>References where no closed form exists: textbook decoders written for this purpose alone, simulated.</summary>
internal static class FerReference
{
    private const int Trials = 400;

    /// <summary>Loss chances of a frame of so many symbols by the number of its wrong ones, made once; the rest is the binomial distribution of that number.</summary>
    /// <param name="symbols">Symbols that matter.</param>
    /// <param name="loses">Whether a frame is lost with these symbols wrong.</param>
    private static Func<double, double> ByErrors(int symbols, Func<int[], Random, bool> loses)
    {
        var lost = new Lazy<double[]>(() => MakeLosses(symbols, loses));
        return esN0 => FerTheory.Binomial(symbols, FerTheory.SymbolError(esN0)).Select((chance, n) => chance * (n < lost.Value.Length ? lost.Value[n] : 1)).Sum();
    }

    private static double[] MakeLosses(int symbols, Func<int[], Random, bool> loses)
    {
        var (losses, random) = (new List<double>(), new Random(5));
        for (var n = 0; n < 200 && (n == 0 || losses[^1] < 0.999); n++)
            losses.Add(Enumerable.Range(0, Trials).Count(_ => loses(Places(symbols, n, random), random)) / (double)Trials);
        return [.. losses];
    }

    private static int[] Places(int symbols, int count, Random random)
    {
        var places = new HashSet<int>();
        while (places.Count < count)
            places.Add(random.Next(symbols));
        return [.. places];
    }

    /// <summary>A hard-decided Reed–Solomon word behind a self-synchronising descrambler or differential decoder.</summary>
    /// <param name="length">Bytes.</param>
    /// <param name="parity">Bytes of them.</param>
    /// <param name="taps">Bits, counted from the symbol's own, that one wrong symbol turns: 0, 12, 17 for x¹⁷ + x¹² + 1; 0, 1 for NRZ-I.</param>
    public static Func<double, double> SpreadReedSolomon(int length, int parity, params int[] taps)
    {
        var (reach, bits) = (taps.Max(), new bool[8 * length]);
        return ByErrors((8 * length) + reach, (places, _) =>
        {
            Array.Clear(bits);
            foreach (var bit in places.SelectMany(place => taps, (place, tap) => place - reach + tap).Where(bit => bit >= 0 && bit < bits.Length))
                bits[bit] ^= true;
            return Enumerable.Range(0, length).Count(i => bits.AsSpan(8 * i, 8).Contains(true)) > parity / 2;
        });
    }

    /// <summary>A Reed–Solomon word inside an AX.25 frame with NRZ-I and G3RUH: lost where a flag, or a byte more than the code corrects, is wrong after hard decision, descrambler and bit stuffing.</summary>
    /// <param name="framer">Makes the symbols.</param>
    /// <param name="payloadLength">Bytes.</param>
    /// <param name="headerLength">Bytes before the word.</param>
    /// <param name="parity">Bytes of the word.</param>
    public static Func<double, double> WordInHdlc(IFramer framer, int payloadLength, int headerLength, int parity)
    {
        var (payload, symbols) = (new byte[payloadLength], new byte[framer.MaxOutput(payloadLength)]);
        new Random(3).NextBytes(payload);
        symbols = symbols[..framer.Encode(payload, symbols)];
        var bits = Descramble(symbols);
        var start = FlagEnd(bits, 24);
        var end = NextFlag(bits, start);
        var sent = Destuff(bits, start, end)!;
        return ByErrors(end + 8 - (start - 25), (places, _) =>
        {
            var received = (byte[])symbols.Clone();
            foreach (var place in places)
                received[place + start - 25] ^= 1;
            var got = Descramble(received);
            var frame = FlagEnd(got, start - 8) == start && NextFlag(got, end) == end ? Destuff(got, start, end) : null;
            return frame is null || frame.Length < sent.Length - 2 || Enumerable.Range(headerLength, payloadLength + parity).Count(i => i >= frame.Length || frame[i] != sent[i]) > parity / 2;
        });
    }

    private static byte[] Descramble(byte[] symbols)
    {
        var (bits, last) = (new byte[symbols.Length], 0);
        for (var i = 0; i < symbols.Length; i++)
        {
            var level = symbols[i] ^ (i >= 12 ? symbols[i - 12] : 0) ^ (i >= 17 ? symbols[i - 17] : 0);
            bits[i] = (byte)(level ^ last ^ 1);
            last = level;
        }
        return bits;
    }

    private static bool IsFlag(byte[] bits, int at) => at + 8 <= bits.Length && bits.AsSpan(at, 8).SequenceEqual<byte>([0, 1, 1, 1, 1, 1, 1, 0]);

    private static int NextFlag(byte[] bits, int from)
    {
        while (from + 8 <= bits.Length && !IsFlag(bits, from))
            from++;
        return from;
    }

    /// <summary>Where the last of a row of flags ends.</summary>
    private static int FlagEnd(byte[] bits, int from)
    {
        var at = NextFlag(bits, from);
        while (IsFlag(bits, at))
            at += 8;
        return at;
    }

    private static byte[]? Destuff(byte[] bits, int start, int end)
    {
        var (frame, ones, count, octet) = (new List<byte>(), 0, 0, 0);
        for (var i = start; i < end; i++)
        {
            if (ones == 5)
            {
                if (bits[i] != 0)
                    return null;
                ones = 0;
                continue;
            }
            ones = bits[i] != 0 ? ones + 1 : 0;
            octet |= bits[i] << (count & 7);
            if ((++count & 7) != 0)
                continue;
            frame.Add((byte)octet);
            octet = 0;
        }
        return [.. frame];
    }

    private const double FirstDb = -5, StepDb = 0.25;
    private const int Points = 33;
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<double[]>> ViterbiBytes = new();

    /// <summary>Wrong bytes after an unquantised Viterbi decoder for K = 7 (171, 133), by simulation of 30 000 bytes each quarter of a dB, straight between in the logarithm.</summary>
    /// <param name="esN0">Ratio.</param>
    /// <param name="puncturing">One character a symbol of rate 1/2, 1 for those sent.</param>
    public static double ByteErrorAfterViterbi(double esN0, string puncturing = "11")
    {
        // as much better symbols as the code has fewer
        var firstDb = FirstDb + (0.9 * puncturing.Length / 2) - 0.9;
        var bytes = ViterbiBytes.GetOrAdd(puncturing, _ => new(() => [.. Enumerable.Range(0, Points).AsParallel().AsOrdered().Select(i => SimulateViterbi(FerTheory.Ratio(firstDb + (i * StepDb)), i, puncturing))])).Value;
        var at = Math.Clamp(((10 * Math.Log10(esN0)) - firstDb) / StepDb, 0, Points - 1.001);
        return Math.Exp(double.Lerp(Math.Log(bytes[(int)at]), Math.Log(bytes[(int)at + 1]), at - Math.Floor(at)));
    }

    private static double SimulateViterbi(double esN0, int seed, string puncturing)
    {
        const int Blocks = 60, BlockBytes = 500;
        var (random, wrong) = (new Random(seed), 0);
        for (var block = 0; block < Blocks; block++)
        {
            // the code is linear and the channel symmetric: all zeros stand for every word
            var soft = new double[2 * 8 * BlockBytes];
            for (var i = 0; i < soft.Length; i++)
                soft[i] = puncturing[i % puncturing.Length] == '1' ? -1 + (Math.Sqrt(1 / (2 * esN0)) * FerBenchmark.Gauss(random)) : 0;
            var bits = Viterbi(soft);
            wrong += Enumerable.Range(0, BlockBytes).Count(i => bits.AsSpan(8 * i, 8).ContainsAnyExcept((byte)0));
        }
        return Math.Max(wrong, 0.1) / (Blocks * BlockBytes);
    }

    private static byte[] Viterbi(double[] soft)
    {
        const int States = 64, First = 0b1111001, Second = 0b1011011;
        var (metrics, steps) = (new double[States], soft.Length / 2);
        Array.Fill(metrics, double.NegativeInfinity, 1, States - 1);
        var decisions = new byte[steps][];
        for (var t = 0; t < steps; t++)
        {
            var next = new double[States];
            decisions[t] = new byte[States];
            for (var to = 0; to < States; to++)
            {
                var best = double.NegativeInfinity;
                for (var old = 0; old <= 1; old++)
                {
                    var register = (to << 1) | old; // newest bit highest
                    var metric = metrics[register & (States - 1)] + Sign(register & First, soft[2 * t]) + Sign(register & Second, soft[(2 * t) + 1]);
                    if (metric > best || old == 0)
                        (best, decisions[t][to]) = (metric, (byte)old);
                }
                next[to] = best;
            }
            metrics = next;
        }
        var (bits, state) = (new byte[steps], Array.IndexOf(metrics, metrics.Max()));
        for (var t = steps - 1; t >= 0; t--)
        {
            bits[t] = (byte)(state >> 5);
            state = ((state << 1) | decisions[t][state]) & (States - 1);
        }
        return bits;
    }

    private static double Sign(int register, double soft) => (System.Numerics.BitOperations.PopCount((uint)register) & 1) != 0 ? soft : -soft;
}
