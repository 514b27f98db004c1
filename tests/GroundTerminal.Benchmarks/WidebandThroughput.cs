using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Live;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Benchmarks;

/// <summary>The receiving engine alone on a wide recording as fast as it goes: samples a CPU second, with channels cut out of the stream and with each receiving all of it.</summary>
internal static class WidebandThroughput
{
    private const double SearchHz = 24_000;

    public static void Print(string file, double rateHz, IReadOnlyList<LoopSignal> signals, int[] channels, int mostAtFullRate)
    {
        Console.WriteLine("| channels | cut out: Msamples a CPU second | cores at this rate | frames | all of the stream each: Msamples a CPU second | cores at this rate | frames |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (int count in channels)
        {
            (double cut, long frames) = Measure(file, rateHz, signals.Take(count), cuts: true);
            string beside = "| | |";
            if (count <= mostAtFullRate)
            {
                (double whole, long wholeFrames) = Measure(file, rateHz, signals.Take(count), cuts: false);
                beside = Invariant($"{whole / 1e6:0.0} | {rateHz / whole:0.000} | {wholeFrames} |");
            }
            Console.WriteLine(Invariant($"| {count} | {cut / 1e6:0.0} | {rateHz / cut:0.000} | {frames} | {beside}"));
        }
        Console.WriteLine();
    }

    // Process time, so the copy into the ring and the reading of the file are in it.
    private static (double SamplesPerCpuSecond, long Frames) Measure(string file, double rateHz, IEnumerable<LoopSignal> signals, bool cuts)
    {
        var options = new SampleFileOptions { Format = SampleFormat.TryParse("cs16", out SampleFormat format) ? format : null, SampleRateHz = rateHz, CenterFrequencyHz = 437e6 };
        using var radio = new FileRadio(() => SampleFile.Open(file, options), new FileRadioOptions { Pace = null }, TimeProvider.System);
        Channel[] channels = [.. signals.Select(s => Channel(s, rateHz, cuts))];
        var engine = new ReceivingEngine(radio, channels, ReceivingOptions.For(rateHz, 1) with { Workers = Environment.ProcessorCount });
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        engine.Start();
        engine.Completed.GetAwaiter().GetResult();
        double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        return (engine.Reader.Samples / seconds, channels.Sum(c => c.Receiver.Statistics.Frames));
    }

    private static Channel Channel(LoopSignal signal, double rateHz, bool cuts)
    {
        var options = new ReceiverOptions
        {
            SampleRateHz = rateHz,
            SampleKind = SampleKind.Iq,
            Modulation = signal.Modulation,
            BaudRate = signal.BaudRate,
            DeviationHz = signal.DeviationHz,
            Framings = [new FramingChoice(signal.Framing, FramingOptions.Default)],
            OffsetHz = signal.OffsetPart * rateHz,
            SearchBandwidthHz = SearchHz,
        };
        ChannelCut? cut = cuts ? ChannelCutting.For(options) : null;
        var receiver = new ModemReceiver(new Receiver(cut is null ? options : ChannelCutting.Behind(cut, options)));
        return new Channel(signal.Name, "", signal.Modulation, signal.BaudRate, signal.Framing, signal.OffsetPart * rateHz, receiver)
        {
            Cut = cut,
            OwnFrames = cut is null ? null : new FrameQueue(1024, 2048),
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
