using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using GroundTerminal.Dsp;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>A <see cref="SampleRing"/> of 8 blocks of 4096 samples between two cores, copied in and out, every block checked.</summary>
internal sealed class RingRace
{
    private const int Block = 4096, Slots = 8, Blocks = 16384, PacedBlocks = 20000, Sources = 4, ProducerCore = 0, ConsumerCore = 1;
    private readonly Complex32[] _source = new Complex32[Sources * Block], _taken = new Complex32[Block];
    private readonly long[] _published = new long[PacedBlocks], _seen = new long[PacedBlocks];
    private SampleRing _ring = new(Slots, Block);

    public RingRace()
    {
        var random = new AnchorRandom();
        foreach (ref var sample in _source.AsSpan())
            sample = new Complex32((float)random.NextNormal(), (float)random.NextNormal());
    }

    /// <summary>Msamples/s of wall time.</summary>
    public double Throughput() => (Blocks - 1) * (double)Block / (Run(Blocks, paced: false) * 1e9 / Stopwatch.Frequency) * 1e3;

    /// <summary>Nanoseconds from a block's publication to its being seen, on an empty ring; the reading of the clock included.</summary>
    /// <param name="share">Which part of the blocks is at least as fast.</param>
    public double Latency(double share)
    {
        Run(PacedBlocks, paced: true);
        var latencies = _seen.Zip(_published, (seen, published) => (seen - published) * 1e9 / Stopwatch.Frequency).Order().ToArray();
        return latencies[(int)(PacedBlocks * share)];
    }

    private long Run(int blocks, bool paced)
    {
        _ring = new SampleRing(Slots, Block);
        var producer = new Thread(() => Produce(blocks, paced));
        producer.Start();
        CorePin.Pin(ConsumerCore);
        try
        {
            return Consume(blocks, paced);
        }
        finally
        {
            producer.Join();
            CorePin.Release();
        }
    }

    private void Produce(int blocks, bool paced)
    {
        CorePin.Pin(ProducerCore);
        for (var i = 0; i < blocks; i++)
        {
            var waits = 0;
            while (paced && _ring.Fill != 0)
                Wait(ref waits);
            Span<Complex32> block;
            while (!_ring.TryBeginWrite(out block))
                Wait(ref waits);
            _source.AsSpan(i % Sources * Block, Block).CopyTo(block);
            block[i % Block] = new Complex32(i & 0xFFFF, 0);
            if (paced)
            {
                var settled = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 1_000_000); // the consumer is to wait already
                while (Stopwatch.GetTimestamp() < settled)
                    ;
                _published[i] = Stopwatch.GetTimestamp();
            }
            _ring.EndWrite(Block, default);
        }
    }

    /// <summary>Ticks from the first block on.</summary>
    private long Consume(int blocks, bool paced)
    {
        long start = 0;
        for (var i = 0; i < blocks; i++)
        {
            var waits = 0;
            ReadOnlySpan<Complex32> block;
            while (!_ring.TryBeginRead(out block, out _))
                Wait(ref waits);
            if (paced)
                _seen[i] = Stopwatch.GetTimestamp();
            else if (i == 0)
                start = Stopwatch.GetTimestamp();
            block.CopyTo(_taken);
            DspKernelRows.Check(_taken[i % Block].Re == (i & 0xFFFF) && _taken[(i + 1) % Block] == _source[(i % Sources * Block) + ((i + 1) % Block)], "ring");
            _ring.EndRead();
        }
        return Stopwatch.GetTimestamp() - start;
    }

    private static void Wait(ref int waits)
    {
        if (X86Base.IsSupported)
            X86Base.Pause();
        else
            Thread.SpinWait(1);
        if (++waits > 200_000)
            (waits, _) = (0, Thread.Yield());
    }
}
