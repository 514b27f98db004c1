namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Blocks of samples from one thread to another: the same run as the anchors', a row for each of its three figures.</summary>
internal static class DspRingRows
{
    private const int Repetitions = 7;

    public static KernelRow[] All => Environment.ProcessorCount < 2 ? [] :
    [
        Row("spsc_ring_4096", "Msamples/s", lessIsBetter: false, r => r.Throughput()),
        Row("spsc_ring_latency_p50", "ns", lessIsBetter: true, r => r.Latency(0.50)),
        Row("spsc_ring_latency_p99", "ns", lessIsBetter: true, r => r.Latency(0.99)),
    ];

    private static KernelRow Row(string name, string unit, bool lessIsBetter, Func<RingRace, double> measure) =>
        new(name, unit, 1.0, () => new Run(measure, lessIsBetter)) { LessIsBetter = lessIsBetter, UsesBothCores = true };

    /// <summary>The best of seven, as the anchors give it: the other core may be busy.</summary>
    private sealed class Run(Func<RingRace, double> measure, bool lessIsBetter) : IKernelRun
    {
        public double UnitsPerCall => 1;

        void IKernelRun.Run()
        {
        }

        public double? MeasureItself()
        {
            var race = new RingRace();
            var values = Enumerable.Range(0, Repetitions).Select(_ => measure(race)).ToArray();
            return lessIsBetter ? values.Min() : values.Max();
        }
    }
}
