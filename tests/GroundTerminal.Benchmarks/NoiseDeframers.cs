using System.Collections.Concurrent;
using System.Globalization;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Satellites;

namespace GroundTerminal.Benchmarks;

/// <summary>Gaussian soft symbols through every deframer alone: candidates, what its check lets through of them by chance, and frames.</summary>
internal static class NoiseDeframers
{
    private const double HighestBaudRate = 9600;
    private const int Agreement = 0;

    /// <summary>Bits by which a candidate of noise must be lucky, where they are not the 16 of a CRC: Reed–Solomon that corrects t bytes passes a word with less than 1/t! (and C(n,t)/256ᵗ where shortened), with e of its parity left unerased C(n,e/2)/256^(e/2).</summary>
    private static readonly Dictionary<string, int> CheckBits = new()
    {
        ["AX100 ASM+Golay"] = 18,
        ["AX100 Reed Solomon"] = 18,
        ["FORESAIL-1"] = 18,
        ["3CAT-1"] = 18,
        ["U482C"] = 18,
        ["AISTECHSAT-2"] = 33,
        ["AO-40 FEC"] = 29,
        ["AO-40 FEC short"] = 29,
        ["AO-40 FEC CRC-16-ARC"] = 45,
        ["AO-40 FEC CRC-16-ARC short"] = 45,
        ["CCSDS Concatenated"] = 17,
        ["CCSDS Reed-Solomon"] = 21,
        ["CCSDS Uncoded"] = Agreement,
        ["CCSDS Turbo"] = Agreement,
        ["CCSDS LDPC"] = Agreement,
        ["LilacSat-1"] = Agreement,
        ["NuSat"] = 8,
        ["AAUSAT-4"] = 44,
        ["OPS-SAT"] = 37,
        ["USP"] = 44,
        ["S-NET"] = 13,
        ["SALSAT"] = 13,
        ["Swiatowid"] = 13,
        ["NGHam"] = 15,
        ["IL2P"] = 18, // see Il2pFrame: its header and payload together
        ["QUBIK"] = 48,
        ["CSP CRC-32C"] = 31, // over the data or over header and data
        ["FOX DUV"] = 44,
        ["FOX High Speed"] = 44,
        ["TT-64"] = 29,
        ["Mobitex"] = 12,
        ["BEESAT-1"] = 12,
        ["BEESAT-9"] = 12,
        ["Mobitex-NX"] = 12,
        ["SMOG-P RA"] = Agreement,
        ["SMOG-P Signalling"] = Agreement,
        ["SMOG-1 Signalling"] = Agreement,
    };

    /// <summary>Bits of a framing's check; 0 where a frame is taken for how well it agrees with its code.</summary>
    public static int BitsOf(string framing) => CheckBits.GetValueOrDefault(framing, 16);

    /// <summary>Frames to be expected of so many candidates; of frames by agreement none.</summary>
    public static double Expected(string framing, long candidates) => BitsOf(framing) == Agreement ? 0 : candidates * Math.Pow(2, -BitsOf(framing));

    /// <returns>True where something failed.</returns>
    public static bool Run(int seconds, int seed)
    {
        var choices = Enumerable.Range(0, FramingStreams.All.Count).Where(i => !FramingStreams.All.Take(i).Contains(FramingStreams.All[i])).ToArray();
        var transmitters = SatelliteCatalog.LoadBuiltIn().Satellites.SelectMany(s => s.Transmitters).Where(t => TransmitterSupport.WhyNot(t) is null).ToArray();
        Console.WriteLine($"{seconds} s of Gaussian soft symbols through each deframer, at the highest rate up to {HighestBaudRate} Bd that the catalogue has for it");
        Console.WriteLine($"{"framing",-60} {"baud",6} {"candidates",10} {"check bits",10} {"expected",9} {"frames",6} {"plausible",9} {"ns/symbol",9}");
        var failed = new ConcurrentBag<int>();
        Parallel.ForEach(Partitioner.Create(choices, EnumerablePartitionerOptions.NoBuffering), i =>
        {
            var baudRate = transmitters.Where(t => t.Framing == FramingStreams.All[i].Name && t.BaudRate <= HighestBaudRate).Select(t => t.BaudRate).DefaultIfEmpty(HighestBaudRate).Max();
            if (Listen(i, baudRate, (long)(baudRate * seconds), seed + i))
                failed.Add(i);
        });
        Console.WriteLine();
        return !failed.IsEmpty;
    }

    private static bool Listen(int index, double baudRate, long symbols, int seed)
    {
        var (framing, deframer, random, counter, noise) = (FramingStreams.All[index].Name, FramingStreams.Deframer(FramingStreams.All[index]), new Random(seed), new Counter(), new float[4096]);
        var time = 0L;
        for (var done = 0L; done < symbols; done += noise.Length)
        {
            Fill(noise, random, 1);
            var start = ThreadClock.Nanoseconds;
            deframer.Process(noise, counter);
            time += ThreadClock.Nanoseconds - start;
        }
        var (bits, expected) = (BitsOf(framing), Expected(framing, counter.Candidates));
        var bad = NoiseBenchmark.IsTooMany(counter.Frames, expected) || (bits > 16 && counter.Plausible > 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{FramingStreams.NameOf(index),-60} {baudRate,6} {counter.Candidates,10} {(bits == Agreement ? "agreement" : bits >= 29 ? "strong" : bits),10} {expected,9:G2} {counter.Frames,6} {counter.Plausible,9} {(double)time / symbols,9:F1}{(bad ? "  FAILED" : "")}"));
        return bad;
    }

    /// <summary>Normal deviates, two by two (G. Box, M. Muller 1958).</summary>
    public static void Fill(Span<float> noise, Random random, float sigma)
    {
        for (var i = 0; i + 1 < noise.Length; i += 2)
        {
            var radius = sigma * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle()));
            var (sin, cos) = MathF.SinCos(MathF.Tau * random.NextSingle());
            (noise[i], noise[i + 1]) = (radius * cos, radius * sin);
        }
    }

    private sealed class Counter : IDecodeSink
    {
        public long Candidates { get; private set; }

        public int Frames { get; private set; }

        public int Plausible { get; private set; }

        public void OnResult(in DecodeResult result)
        {
            Candidates += result.Status is DecodeStatus.Ok or DecodeStatus.CheckFailed ? 1 : 0;
            Frames += result.Status == DecodeStatus.Ok ? 1 : 0;
            Plausible += result.Status == DecodeStatus.Ok && result.HeaderPlausible ? 1 : 0;
        }
    }
}
