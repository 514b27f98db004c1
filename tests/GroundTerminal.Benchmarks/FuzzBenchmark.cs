using System.Collections.Concurrent;
using System.Globalization;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>Random and mutated streams of symbols through every deframer: no exception, no allocation, no time a symbol beyond three times the normal.</summary>
/// <remarks>
/// The normal is the time a symbol on whole frames with idle between them, at Es/N0 = 9 dB or, where that is slower, so weak (2 dB) that most must be repaired or given up. Streams are 64 to 600 symbols: pieces of such frames with symbols inverted, weakened,
/// lost, doubled, made infinite or no number; beginnings of frames (sync word and header) one after the other; noise. Pieces of frames go on from one stream to the next, up to twice the longest frame and idle
/// between, and every other piece is left as it is, so that frames of many streams come whole too. The time is the thread's CPU time over 2500 streams of one kind. A million streams take 15 minutes on two cores.
/// </remarks>
internal static class FuzzBenchmark
{
    private const int Batch = 2500;
    private const double MostTimes = 3;

    /// <summary>A garbage collection that another thread causes retires this thread's allocation buffer, and what was left of it, up to 8 KiB, counts.</summary>
    private const long MostBytes = 64 << 10;
    private const int Shortest = 64, Longest = 600;
    private static readonly float[] Telling = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon, 0];

    public static BenchmarkEntry Entry { get; } = new("fuzz", "1 000 000 random and mutated streams of 64 to 600 symbols through each deframer (--quick: 10 000; --streams=N: so many; --framing=NAME: one)", Run);

    private enum Kind
    {
        Mutated,
        Beginnings,
        Noise,
    }

    private static int Run(string[] options)
    {
        var said = options.FirstOrDefault(o => o.StartsWith("--streams=", StringComparison.Ordinal))?["--streams=".Length..];
        var streams = said is not null ? int.Parse(said, CultureInfo.InvariantCulture) : options.Contains("--quick") ? 10_000 : 1_000_000;
        var only = options.FirstOrDefault(o => o.StartsWith("--framing=", StringComparison.Ordinal))?["--framing=".Length..];
        var chosen = Enumerable.Range(0, FramingStreams.All.Count).Where(i => only is null || only == FramingStreams.All[i].Name || only == FramingStreams.NameOf(i)).ToArray();
        Console.WriteLine($"{streams} streams a deframer, fixed seeds");
        Console.WriteLine($"{"framing",-60} {"ns/symbol",10} {"mutated",8} {"begins",8} {"noise",8} {"frames",9} {"bytes",6}");
        var failures = new ConcurrentBag<string>();
        Parallel.ForEach(Partitioner.Create(chosen, EnumerablePartitionerOptions.NoBuffering), i =>
        {
            try
            {
                if (!Fuzz(i, streams))
                    failures.Add(FramingStreams.NameOf(i));
            }
            catch (Exception e)
            {
                Console.WriteLine($"{FramingStreams.NameOf(i)}: {e}");
                failures.Add(FramingStreams.NameOf(i));
            }
        });
        Console.WriteLine(failures.IsEmpty ? "No exception, no allocation, no stream slow." : $"FAILED: {string.Join("; ", failures)}");
        return failures.IsEmpty ? 0 : 1;
    }

    private static bool Fuzz(int index, int streams)
    {
        var (deframer, random, sink) = (FramingStreams.Deframer(FramingStreams.All[index]), new Random(index), new Counter());
        var pool = new Pool(FramingStreams.Framer(FramingStreams.All[index])!, random);
        var normal = Normal(deframer, pool, sink);
        var room = new float[Batch * Longest];
        var worst = new double[3];
        long allocated = 0;
        for (var done = 0; done < streams; done += Batch)
        {
            var kind = (Kind)(done / Batch % 4 is 0 or 3 ? 0 : done / Batch % 4);
            var count = pool.Fill(room, kind, Math.Min(Batch, streams - done));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var time = Time(deframer, room.AsSpan(0, count), sink);
            if (time > MostTimes * normal && time > worst[(int)kind])
            {
                // Another process may have had the core, or the core another clock when the normal was measured.
                time = Math.Min(time, Time(deframer, room.AsSpan(0, count), sink));
                normal = Math.Max(normal, Normal(deframer, pool, sink));
            }
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            worst[(int)kind] = Math.Max(worst[(int)kind], time);
        }
        var slow = worst.Any(w => w > MostTimes * normal);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{FramingStreams.NameOf(index),-60} {normal,10:F1} {worst[0] / normal,7:F2}x {worst[1] / normal,7:F2}x {worst[2] / normal,7:F2}x {sink.Count,9} {allocated,6}{(slow ? "  SLOW" : "")}"));
        return !slow && allocated < MostBytes;
    }

    private static double Normal(IDeframer deframer, Pool pool, Counter sink)
    {
        Time(deframer, pool.Symbols, sink);
        return new[] { pool.Symbols, pool.Weak }.Max(symbols => Enumerable.Range(0, 5).Min(_ => Time(deframer, symbols, sink)));
    }

    private static double Time(IDeframer deframer, ReadOnlySpan<float> symbols, Counter sink)
    {
        var start = ThreadClock.Nanoseconds;
        deframer.Process(symbols, sink);
        return (double)(ThreadClock.Nanoseconds - start) / symbols.Length;
    }

    private sealed class Counter : IDecodeSink
    {
        public long Count { get; private set; }

        public void OnResult(in DecodeResult result) => Count += result.Status == DecodeStatus.Ok ? 1 : 0;
    }

    /// <summary>Frames in light noise, and what can be made of them.</summary>
    private sealed class Pool
    {
        private readonly Random _random;
        private readonly float[] _noise = new float[1 << 16];
        private readonly int[] _starts;
        private readonly int _longestPiece;
        private int _at, _left;
        private bool _untouched;

        public Pool(IFramer framer, Random random)
        {
            _random = random;
            foreach (ref var value in _noise.AsSpan())
                value = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()));
            var (symbols, starts) = (new List<float>(), new List<int>());
            for (var i = 0; i < 40; i++)
            {
                starts.Add(symbols.Count);
                symbols.AddRange(FramingStreams.Symbols(framer, FramingStreams.Payloads(framer, 3, random)[2..], random));
            }
            (Symbols, Weak) = (Noisy(symbols, 0.25f), Noisy(symbols, 0.56f));
            _starts = [.. starts];
            _longestPiece = Math.Max(Longest, 2 * starts.Zip([.. starts.Skip(1), symbols.Count], (from, to) => to - from).Max());
        }

        public float[] Weak { get; }

        public float[] Symbols { get; }

        private float[] Noisy(List<float> symbols, float sigma) => [.. symbols.Select((s, i) => s + (sigma * _noise[i & 0xFFFF]))];

        public int Fill(float[] room, Kind kind, int streams)
        {
            var count = 0;
            for (var stream = 0; stream < streams; stream++)
            {
                var target = room.AsSpan(count, _random.Next(Shortest, Longest));
                if (kind == Kind.Noise)
                    _noise.AsSpan(_random.Next(_noise.Length - Longest), target.Length).CopyTo(target);
                else if (kind == Kind.Beginnings)
                    Beginnings(target);
                else
                    Mutated(target);
                count += target.Length;
            }
            return count;
        }

        private void Beginnings(Span<float> target)
        {
            while (!target.IsEmpty)
            {
                var start = _starts[_random.Next(_starts.Length)];
                var n = Math.Min(target.Length, Math.Min(_random.Next(64, 600), Symbols.Length - start));
                Symbols.AsSpan(start, n).CopyTo(target);
                target = target[n..];
            }
        }

        private void Mutated(Span<float> target)
        {
            for (var at = 0; at < target.Length;)
            {
                if (_left == 0)
                    BeginPiece();
                var n = Math.Min(_left, target.Length - at);
                Symbols.AsSpan(_at, n).CopyTo(target[at..]);
                if (!_untouched)
                    Mutate(target.Slice(at, n));
                (at, _at, _left) = (at + n, _at + n, _left - n);
            }
        }

        private void BeginPiece()
        {
            _at = _random.Next(Symbols.Length);
            _left = Math.Min(_random.Next(1, _longestPiece), Symbols.Length - _at);
            _untouched = !_untouched;
        }

        private void Mutate(Span<float> target)
        {
            for (var n = _random.Next(6); n > 0; n--)
            {
                var piece = target.Slice(_random.Next(target.Length));
                piece = piece[..Math.Min(piece.Length, _random.Next(1, 40))];
                var factor = _random.Next(4) switch { 0 => -1, 1 => 0.1f, 2 => 1000, _ => Telling[_random.Next(Telling.Length)] };
                foreach (ref var symbol in piece)
                    symbol *= factor;
            }
        }
    }
}
