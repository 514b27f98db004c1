using System.Globalization;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>Error rates of the turbo and LDPC codes in white noise beside IT++'s decoders and published tables, and the loss in dB.</summary>
/// <remarks>
/// First the codes alone: the same noisy words go to our decoder and to IT++'s (<see cref="CodesPeer"/>: log-MAP with 10 iterations, belief propagation with 200; it is told the noise and, for turbo codes, stops as
/// soon as it has the data, which ours cannot). The loss is what the difference of the rates amounts to by the peer's slope between the two points. Then whole framings: frames follow each other as in telemetry,
/// markers and all; a frame whose marker is missed is lost; here the loss is by the published curve's slope. Beside it stands the distance from <see cref="CodesBound"/>. Speed is that of our decoder alone, in data
/// bits a second of the thread's CPU time.
/// </remarks>
internal static class CodesBenchmark
{
    private const double MostLossDb = 0.4;
    private const int TimedWords = 40;

    public static BenchmarkEntry Entry { get; } = new("codes", "turbo and LDPC: bit and frame error rates beside IT++ and published tables, at most 0.4 dB lost; passes and speed (--frames=N a point; --only=TEXT)", Run);

    private static int Run(string[] options)
    {
        var frames = int.Parse(Value(options, "--frames=") ?? "0", CultureInfo.InvariantCulture);
        var only = Value(options, "--only=");
        var noPeer = CodesPeer.Build();
        if (noPeer is not null)
            Console.WriteLine(noPeer);
        Console.WriteLine($"{"code",-18} {"Eb/N0",5} | {"words",5} {"lost",4} {"IT++",4} {"dB lost",12} {"BER",6} {"IT++",6} | {"frames lost",11} {"FER",6} {"published",9} {"dB lost",7} {"dB to bound",11} {"passes",6} {"Mbit/s",6}  published by");
        var (failures, clean) = (new List<string>(), 0);
        foreach (var c in CodesCase.All.Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal)))
        {
            if (noPeer is null && !c.IsTurbo)
                CodesPeer.Prepare(LdpcCode.Find(c.Rate, c.DataBits)!);
            (double EbN0Db, double? Fer)[] points = [c.First, c.Second];
            CodesRace[] races = [.. points.Select((p, i) => CodesRace.Run(c, p.EbN0Db, frames > 0 ? frames : c.RacedWords(i), 10 + i, noPeer is null))];
            clean += races.All(r => r.Clean) ? 1 : 0;
            if (!races.All(r => r.Clean))
                failures.Add($"{c.Name}: a word without noise");
            for (var i = 0; i < points.Length; i++)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"{c.Name,-18} {points[i].EbN0Db,5:F2}");
                var (raced, fromPeer) = Raced(c, races, i, noPeer is null);
                var (framed, fromPublished) = Framed(c, points[i], frames > 0 ? frames : Math.Clamp((int)((i == 0 ? 1.2e6 : 4e6) / c.DataBits), 100, 1000), 100 + i);
                Console.WriteLine($"{at} | {raced} | {framed}  {c.Source}");
                if (Math.Max(fromPeer, fromPublished) > MostLossDb)
                    failures.Add(at);
            }
        }
        if (noPeer is null)
            Console.WriteLine($"IT++ gave back the data of our encoders' words without noise in {clean} codes.");
        Console.WriteLine(failures.Count == 0
            ? $"No loss is surely above {MostLossDb.ToString(CultureInfo.InvariantCulture)} dB."
            : $"FAILED: {string.Join("; ", failures)}.");
        return failures.Count == 0 ? 0 : 1;
    }

    /// <returns>The codes alone as text, and what is surely lost against the peer.</returns>
    private static (string Text, double LeastDb) Raced(CodesCase c, CodesRace[] races, int i, bool withPeer)
    {
        var (race, bits) = (races[i], (double)races[i].Words * c.DataBits);
        var ours = string.Create(CultureInfo.InvariantCulture, $"{race.Words,5} {race.Ours,4}");
        if (!withPeer)
            return (string.Create(CultureInfo.InvariantCulture, $"{ours} {"-",4} {"-",12} {race.OurBits / bits,6:0.0E+0} {"-",6}"), double.NegativeInfinity);
        var loss = race.Loss(races[0], races[1], c.Second.EbN0Db - c.First.EbN0Db);
        var text = loss is { } l ? string.Create(CultureInfo.InvariantCulture, $"{l.Db:F2} ± {l.Error:F2}") : "n/a";
        return (string.Create(CultureInfo.InvariantCulture, $"{ours} {race.Peers,4} {text,12} {race.OurBits / bits,6:0.0E+0} {race.PeersBits / bits,6:0.0E+0}"), loss?.Least ?? double.NegativeInfinity);
    }

    /// <returns>Whole frames and our decoder's speed as text, and what is surely lost against the published table.</returns>
    private static (string Text, double LeastDb) Framed(CodesCase c, (double EbN0Db, double? Fer) point, int count, int seed)
    {
        var lost = Lost(c, point.EbN0Db, count, seed);
        var rate = Math.Max(lost, 0.5) / count;
        var bound = point.EbN0Db - CodesBound.EbN0Db(c.CodeBits, c.DataBits, rate);
        var (passes, mbits) = Speed(c, point.EbN0Db);
        var (text, least) = ("", double.NegativeInfinity);
        if (point.Fer is { } published)
        {
            text = (Math.Log10(rate / published) / SlopePerDb(c)).ToString("F2", CultureInfo.InvariantCulture);
            least = Math.Log10(Math.Max(lost - (2 * Math.Sqrt(lost)), 0.5) / count / published) / SlopePerDb(c);
        }
        return (string.Create(CultureInfo.InvariantCulture, $"{$"{lost} / {count}",11} {(double)lost / count,6:0.0E+0} {point.Fer,9:0.0E+0} {text,7} {bound,11:F2} {passes,6:F1} {mbits,6:F1}"), least);
    }

    private static string? Value(string[] options, string key) => options.FirstOrDefault(o => o.StartsWith(key, StringComparison.Ordinal))?[key.Length..];

    /// <summary>Decades of frame error rate a dB, of the published curve.</summary>
    private static double SlopePerDb(CodesCase c) => Math.Log10((c.First.Fer / c.Second.Fer)!.Value) / (c.Second.EbN0Db - c.First.EbN0Db);

    private static int Lost(CodesCase c, double ebN0Db, int count, int seed)
    {
        var (framer, deframer) = (FramingCatalog.Find(c.Framing)!.CreateFramer!(c.Options), FramingCatalog.Find(c.Framing)!.CreateDeframer(c.Options));
        var (random, frame, bits) = (new Random(seed), new byte[c.DataBits / 8], new byte[framer.MaxOutput(c.DataBits / 8)]);
        var (symbols, sink) = (new float[bits.Length], new Matcher());
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(frame);
            framer.Encode(frame, bits);
            sink.Sent.Add(Convert.ToHexString(frame));
            AddNoise(bits, symbols, c.EsN0Db(ebN0Db), random);
            deframer.Process(symbols, sink);
        }
        return sink.Sent.Count;
    }

    /// <summary>Soft symbols of ±1 in white noise.</summary>
    internal static void AddNoise(ReadOnlySpan<byte> bits, Span<float> symbols, double esN0Db, Random random)
    {
        var sigma = Math.Sqrt(0.5 / Math.Pow(10, esN0Db / 10));
        for (var i = 0; i < bits.Length; i += 2)
        {
            var (radius, angle) = (sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), Math.Tau * random.NextDouble());
            var (sin, cos) = Math.SinCos(angle);
            symbols[i] = (float)((2 * bits[i]) - 1 + (radius * cos));
            if (i + 1 < bits.Length)
                symbols[i + 1] = (float)((2 * bits[i + 1]) - 1 + (radius * sin));
        }
    }

    /// <summary>Mean passes (of a turbo code's two halves, or over all checks) and data bits a second.</summary>
    private static (double Passes, double Mbits) Speed(CodesCase c, double ebN0Db)
    {
        var words = CodesWords.Make(c, ebN0Db, TimedWords);
        var (decoder, passes) = (CodesWords.Decoder(c), 0);
        var data = new byte[c.DataBits / 8];
        foreach (var word in words.Take(4))
            decoder(word, data);
        var start = ThreadClock.Nanoseconds;
        foreach (var word in words)
            passes += decoder(word, data);
        return ((double)passes / words.Count, 1e3 * c.DataBits * words.Count / (ThreadClock.Nanoseconds - start));
    }

    /// <summary>Strikes out what comes back.</summary>
    private sealed class Matcher : IDecodeSink
    {
        public HashSet<string> Sent { get; } = [];

        public void OnResult(in DecodeResult result)
        {
            if (result.Status == DecodeStatus.Ok)
                Sent.Remove(Convert.ToHexString(result.Payload));
        }
    }
}
