using System.Runtime.InteropServices;
using GroundTerminal.Devices;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>One run of <c>decode</c>: opens everything, decodes, says how it went.</summary>
public static class DecodeRun
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="InputException">Something that was asked for is not possible.</exception>
    public static int Run(DecodeOptions options)
    {
        using var reader = SampleFile.Open(options.Input, options.InputOptions);
        var plan = DecodePlan.Make(options, reader);
        var decoder = new Decoder(plan, reader);
        foreach (var warning in plan.Warnings)
            Console.Error.WriteLine(warning);
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, cancellation));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, cancellation));
        var writers = OpenWriters(options, reader.SampleRateHz);
        try
        {
            Decode(decoder, reader, writers, cancellation.Token);
        }
        finally
        {
            foreach (var writer in writers)
                writer.Dispose();
        }
        foreach (var remark in reader.Remarks)
            Console.Error.WriteLine(remark);
        if (decoder.Frames == 0 || (!options.Json && options.Kiss != SampleFile.StandardInput))
            Console.Error.WriteLine(FormattableString.Invariant($"{reader.Description}: {decoder.Frames} frame{(decoder.Frames == 1 ? "" : "s")} in {decoder.Samples / reader.SampleRateHz:0.0} s"));
        return decoder.Frames > 0 ? ExitCode.Done : ExitCode.Nothing;
    }

    private static void Decode(Decoder decoder, ISampleReader reader, List<IFrameWriter> writers, CancellationToken cancellation)
    {
        var bar = Console.IsErrorRedirected ? null : new ProgressBar(Console.Error, reader.TotalSamples, reader.SampleRateHz);
        decoder.Run(Write, () => bar?.Update(decoder.Samples, decoder.Frames), cancellation);
        bar?.Clear();

        void Write(Frame frame)
        {
            bar?.Clear();
            foreach (var writer in writers)
                WriteTo(writer, frame);
        }
    }

    private static void WriteTo(IFrameWriter writer, Frame frame)
    {
        try
        {
            writer.Write(frame);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the frames cannot be written: {e.Message}", e);
        }
    }

    // A second signal ends the program the hard way.
    private static void Stop(PosixSignalContext context, CancellationTokenSource cancellation)
    {
        context.Cancel = !cancellation.IsCancellationRequested;
        cancellation.Cancel();
    }

    private static List<IFrameWriter> OpenWriters(DecodeOptions options, double sampleRateHz)
    {
        var writers = new List<IFrameWriter>();
        try
        {
            if (options.Kiss is { } kiss)
                writers.Add(new KissFrameWriter(kiss == SampleFile.StandardInput ? Console.OpenStandardOutput() : File.Create(kiss)));
            if (options.OutputDirectory is { } directory)
                writers.Add(new DirectoryFrameWriter(directory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"the frames cannot be written: {e.Message}", e);
        }
        if (options.Json)
            writers.Add(new JsonFrameWriter(Console.OpenStandardOutput(), sampleRateHz));
        else if (options.Kiss != SampleFile.StandardInput)
            writers.Add(new TextFrameWriter(Console.OpenStandardOutput(), sampleRateHz));
        return writers;
    }
}
