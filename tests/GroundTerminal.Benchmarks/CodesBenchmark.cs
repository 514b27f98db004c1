using System.Globalization;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>Frame error rates of the turbo and LDPC framings in white noise beside published ones, and the loss in dB.</summary>
/// <remarks>
/// Frames follow each other as in telemetry, markers and all; a frame whose marker is missed is lost. The loss is what the difference of the rates amounts to by the published curve's slope. Beside it stands the distance from <see cref="CodesBound"/>, for codes
/// without a published table too. Speed is that of the decoder alone at the second point, in
/// data bits a second of the thread's CPU time.
/// </remarks>
internal static class CodesBenchmark
{
    private const double MostLossDb = 0.4;
    private const int TimedWords = 40;

    public static BenchmarkEntry Entry { get; } = new("codes", "turbo and LDPC: frame error rates beside published ones, at most 0.4 dB lost; passes and speed (--frames=N a point; --only=TEXT)", Run);

    private static int Run(string[] options)
    {
        var frames = int.Parse(Value(options, "--frames=") ?? "0", CultureInfo.InvariantCulture);
        var only = Value(options, "--only=");
        Console.WriteLine($"{"code",-22} {"Eb/N0",6} {"lost",12} {"FER",9} {"published",9} {"loss dB",8} {"bound dB",8} {"passes",7} {"Mbit/s",7}  source");
        var isGood = true;
        foreach (var c in CodesCase.All.Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal)))
        {
            foreach (var (point, i) in new[] { c.First, c.Second }.Select((p, i) => (p, i)))
            {
                var count = frames > 0 ? frames : Math.Clamp((int)((i == 0 ? 1.2e6 : 4e6) / c.DataBits), 100, 1000);
                var lost = Lost(c, point.EbN0Db, count, 100 + i);
                var rate = Math.Max(lost, 0.5) / count;
                var loss = point.Fer is { } published ? Math.Log10(rate / published) / SlopePerDb(c) : double.NaN;
                isGood &= !(loss > MostLossDb);
                var (bound, (passes, mbits)) = (point.EbN0Db - CodesBound.EbN0Db(c.CodeBits, c.DataBits, rate), Speed(c, point.EbN0Db));
                var text = double.IsNaN(loss) ? "" : loss.ToString("F2", CultureInfo.InvariantCulture);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{c.Name,-22} {point.EbN0Db,6:F2} {lost,5} / {count,4} {(double)lost / count,9:E1} {point.Fer,9:E1} {text,8} {bound,8:F2} {passes,7:F1} {mbits,7:F1}  {c.Source}"));
            }
        }
        Console.WriteLine(isGood ? $"No loss above {MostLossDb.ToString(CultureInfo.InvariantCulture)} dB." : "FAILED: a loss is too great.");
        return isGood ? 0 : 1;
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
