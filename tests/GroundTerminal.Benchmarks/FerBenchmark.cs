using System.Collections.Concurrent;
using System.Globalization;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>Frame error rate of every coded framing at two Eb/N₀, beside what its code allows: framer, idle between frames, antipodal symbols in white Gaussian noise, deframer.</summary>
/// <remarks>
/// The two points are those where theory loses 30 and 3 of 100 frames. The loss is the Eb/N₀ of a point less that where theory gives the rate measured there; negative where the deframer is better than that theory
/// (soft decisions, erasures). A third point is 1 dB above the second: what a missed sync word loses hides beside a steep code, but not there. Rates below 1 or above 90 of 100 say only that it is less or more than so much.
/// </remarks>
internal static class FerBenchmark
{
    private const double AllowedLossDb = 1.0;
    private const double Least = 0.01, Most = 0.9;
    private const int Beyond = 2;
    private static readonly double[] Aims = [0.3, 0.03];

    /// <summary>Three of 100, with room for the luck of 400 frames.</summary>
    private const double MostBeyond = 0.055;

    public static BenchmarkEntry Entry { get; } = new("fer", "frame error rate of each coded framing at two Eb/N0, and the loss from theory (--quick: 60 frames a point, not 400; --frames=N; --seed=N: other frames and noise; --framing=NAME: one; --points=A,B: these Eb/N0)", Run);

    private static int Run(string[] options)
    {
        var frames = Value(options, "frames") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : options.Contains("--quick") ? 60 : 400;
        var (only, other) = (Value(options, "framing"), int.Parse(Value(options, "seed") ?? "0", CultureInfo.InvariantCulture));
        var points = Value(options, "points")?.Split(',').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var cases = FerCase.All.Select((c, row) => c with { Seed = (1000 * other) + row, PointsDb = points ?? c.PointsDb }).Where(c => only is null || c.Framing == only).ToArray();
        var results = new ConcurrentDictionary<(int Row, int Aim), Point>();
        var work = cases.SelectMany((_, row) => Enumerable.Range(0, Beyond + 1).Select(aim => (Row: row, Aim: aim))).OrderByDescending(w => cases[w.Row].CodedSymbols).ToArray();
        Parallel.ForEach(Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering), w => results[w] = Measure(cases[w.Row], w.Aim, frames));
        Console.WriteLine($"{frames} frames a point, fixed seeds ({other}). 'wrong': frames never sent, handed over as checked and plausible; 'doubtful': marked as unchecked or not plausible");
        Console.WriteLine($"{"framing",-24} {"bytes",5} {"rate",5} {"Eb/N0",6} {"FER",7} {"theory",7} {"Eb/N0",6} {"FER",7} {"theory",7} {"loss dB",12} {"+1 dB",7} {"wrong",5} {"doubtful",8}  theory");
        var failed = false;
        for (var row = 0; row < cases.Length; row++)
            failed |= Report(cases[row], [.. Aims.Select((_, aim) => results[(row, aim)])], results[(row, Beyond)], frames);
        Console.WriteLine(failed ? $"FAILED: a loss above {AllowedLossDb} dB, or wrong frames." : $"No loss above {AllowedLossDb} dB, no wrong frame that chance does not explain.");
        return failed ? 1 : 0;
    }

    private static string? Value(string[] options, string name) => options.FirstOrDefault(o => o.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];

    private static bool Report(FerCase subject, Point[] points, Point beyond, int frames)
    {
        var inside = points.Where(p => p.Rate is >= Least and <= Most).Select(p => Loss(subject, p, p.Rate)).ToArray();
        var below = points.All(p => p.Rate < Least);
        var loss = inside.Length > 0 ? inside.Max() : below ? Loss(subject, points[0], Least) : Loss(subject, points[^1], Most);
        var mark = inside.Length > 0 ? "" : below ? "<" : ">";
        var (wrong, lost) = (points.Append(beyond).Sum(p => p.Wrong), points.Append(beyond).Sum(p => p.Rate * frames));
        var chance = lost * Math.Pow(2, -subject.CheckBits);
        var bad = !(loss <= AllowedLossDb && mark != ">" && beyond.Rate <= MostBeyond) || wrong > chance + (4 * Math.Sqrt(chance));
        var columns = string.Concat(points.Select(p => string.Create(CultureInfo.InvariantCulture, $" {p.Db,6:F2} {p.Rate,7:P1} {subject.Theory(FerTheory.Ratio(p.Db - subject.RateDb)),7:P1}")));
        var each = string.Join("/", inside.Select(l => l.ToString("F2", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{subject.Framing,-24} {subject.PayloadLength,5} {Math.Pow(10, -subject.RateDb / 10),5:F3}{columns} {(each.Length > 0 ? each : $"{mark}{loss:F2}"),12} {beyond.Rate,7:P1} {wrong,5} {points.Append(beyond).Sum(p => p.Doubtful),8}  {subject.Source}{(bad ? "  FAILED" : "")}"));
        return bad;
    }

    private static double Loss(FerCase subject, Point point, double rate) => point.Db - subject.RateDb - FerTheory.Inverse(subject.Theory, rate);

    private static Point Measure(FerCase subject, int aim, int frames)
    {
        var at = Math.Min(aim, Aims.Length - 1);
        var esN0Db = (subject.PointsDb?[at] - subject.RateDb ?? FerTheory.Inverse(subject.Theory, Aims[at])) + (aim == Beyond ? 1 : 0);
        var choice = new FramingChoice(subject.Framing, subject.Options);
        var (framer, deframer, random) = (subject.OtherFramer?.Invoke() ?? FramingStreams.Framer(choice)!, FramingStreams.Deframer(choice), new Random(subject.Seed));
        var (sink, sigma) = (new Sink(), Math.Sqrt(1 / (2 * FerTheory.Ratio(esN0Db))));
        for (var i = 0; i < frames; i++)
        {
            var payload = Payload(subject, framer, random);
            sink.Sent.Add(Convert.ToHexString(payload));
            Send(Idle(framer, random.Next(60, 200)), deframer, sink, sigma, random);
            var encoded = new byte[framer.MaxOutput(payload.Length)];
            Send(encoded[..framer.Encode(payload, encoded)], deframer, sink, sigma, random);
        }
        Send(Idle(framer, 60_000), deframer, sink, sigma, random);
        return new Point(esN0Db + subject.RateDb, 1 - ((double)sink.Received.Count / frames), sink.Wrong, sink.Doubtful);
    }

    private static byte[] Payload(FerCase subject, IFramer framer, Random random)
    {
        var payload = new byte[subject.PayloadLength];
        random.NextBytes(payload);
        subject.Head.CopyTo(payload, 0);
        return payload[..framer.Conform(payload)];
    }

    private static byte[] Idle(IFramer framer, int length)
    {
        var symbols = new byte[length];
        framer.Idle(symbols);
        return symbols;
    }

    private static void Send(byte[] symbols, IDeframer deframer, Sink sink, double sigma, Random random) =>
        deframer.Process(Array.ConvertAll(symbols, symbol => (float)((2 * symbol) - 1 + (sigma * Gauss(random)))), sink);

    /// <summary>A normal deviate (G. Box, M. Muller 1958).</summary>
    public static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());

    private sealed record Point(double Db, double Rate, int Wrong, int Doubtful);

    private sealed class Sink : IDecodeSink
    {
        public HashSet<string> Sent { get; } = [];

        public HashSet<string> Received { get; } = [];

        public int Wrong { get; private set; }

        public int Doubtful { get; private set; }

        public void OnResult(in DecodeResult result)
        {
            if (result.Status != DecodeStatus.Ok)
                return;
            var payload = Convert.ToHexString(result.Payload);
            if (Sent.Contains(payload))
                Received.Add(payload);
            else if (result.Unchecked || !result.HeaderPlausible)
                Doubtful++;
            else
                Wrong++;
        }
    }
}
