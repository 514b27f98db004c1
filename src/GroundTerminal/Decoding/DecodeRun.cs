using System.Runtime.InteropServices;
using GroundTerminal.Coding.Files;
using GroundTerminal.Devices;
using GroundTerminal.Modems;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>One run of <c>decode</c>: opens everything, decodes, says how it went.</summary>
public static class DecodeRun
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="InputException">Something that was asked for is not possible.</exception>
    public static int Run(DecodeOptions options)
    {
        if (options.Auto)
            return AutoRun.Run(options);
        using var reader = options.Symbols is { } symbols
            ? SymbolFile.Open(options.Input, symbols, options.InputOptions.SampleRateHz ?? DecodePlan.SymbolsPerSecond(options), options.InputOptions.StartTime)
            : SampleFile.Open(options.Input, options.InputOptions);
        return Run(options, reader, DecodePlan.Make(options, reader), _ => { });
    }

    /// <summary>Decodes by a plan.</summary>
    /// <param name="options">Where the frames go.</param>
    /// <param name="reader">The recording, at its beginning.</param>
    /// <param name="plan">What is decoded.</param>
    /// <param name="heard">Called with each frame.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    internal static int Run(DecodeOptions options, ISampleReader reader, DecodePlan plan, Action<Frame> heard)
    {
        var decoder = new Decoder(plan, reader);
        foreach (var warning in plan.Warnings)
            Console.Error.WriteLine(warning);
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, cancellation));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, cancellation));
        var writers = OpenWriters(options, reader.SampleRateHz, plan);
        try
        {
            var stage = new PacketStage(plan.Satellite?.Name, plan.Channels.SelectMany(c => c.Transmitters).Select(t => (t.Name, t.Transport)));
            Decode(decoder, reader, frame => Heard(stage, frame), writers, cancellation.Token);
            WriteRest(options, stage.Flush(), writers);
            if (options.Accounts is { } path)
                Guard(() => AccountsFile.Write(path, stage.Accounts));
            foreach (var (transmitter, service) in options.Json || options.Kiss == SampleFile.StandardInput ? [] : stage.Accounts)
                Console.Error.Write($"{transmitter}:{Environment.NewLine}{service.Summary()}");
        }
        finally
        {
            foreach (var writer in writers)
                writer.Dispose();
        }
        foreach (var remark in reader.Remarks)
            Console.Error.WriteLine(remark);
        if (decoder.Frames == 0 || (!options.Json && options.Kiss != SampleFile.StandardInput))
            Console.Error.WriteLine(FormattableString.Invariant($"{reader.Description}: {decoder.Frames} frame{(decoder.Frames == 1 ? "" : "s")} in {(reader.Kind == SampleKind.Symbols ? $"{decoder.Samples} symbols" : FormattableString.Invariant($"{decoder.Samples / reader.SampleRateHz:0.0} s"))}"));
        return decoder.Frames > 0 ? ExitCode.Done : ExitCode.Nothing;

        DecodedFrame Heard(PacketStage stage, Frame frame)
        {
            heard(frame);
            return stage.Process(frame);
        }
    }

    private static void Decode(Decoder decoder, ISampleReader reader, Func<Frame, DecodedFrame> process, List<IFrameWriter> writers, CancellationToken cancellation)
    {
        var bar = Console.IsErrorRedirected ? null : new ProgressBar(Console.Error, reader.TotalSamples, reader.SampleRateHz);
        decoder.Run(Write, () => bar?.Update(decoder.Samples, decoder.Frames), cancellation);
        bar?.Clear();

        void Write(Frame frame)
        {
            bar?.Clear();
            var decoded = process(frame);
            foreach (var writer in writers)
                Guard(() => writer.Write(decoded));
        }
    }

    // Files that the end of the recording left open have no line of their own in JSON.
    private static void WriteRest(DecodeOptions options, IReadOnlyList<ReceivedFile> files, List<IFrameWriter> writers)
    {
        if (files.Count == 0)
            return;
        foreach (var writer in writers)
            Guard(() => writer.WriteRest(files));
        if (!options.Json && options.Kiss != SampleFile.StandardInput)
            return;
        foreach (var file in files)
            Console.Error.WriteLine(FileText.Line(file));
    }

    private static void Guard(Action write)
    {
        try
        {
            write();
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

    private static List<IFrameWriter> OpenWriters(DecodeOptions options, double sampleRateHz, DecodePlan plan)
    {
        var writers = new List<IFrameWriter>();
        try
        {
            if (options.Kiss is { } kiss)
                writers.Add(new KissFrameWriter(kiss == SampleFile.StandardInput ? Console.OpenStandardOutput() : File.Create(kiss)));
            if (options.OutputDirectory is { } directory)
                writers.Add(new DirectoryFrameWriter(directory));
            if (options.Cadu is { } cadu)
                writers.Add(new CaduWriter(File.Create(cadu), plan.Channels.SelectMany(c => c.Transmitters)));
            if (options.TransferFrames is { } frames)
                writers.Add(new TransferFrameWriter(File.Create(frames)));
            if (options.Packets is { } packets)
                writers.Add(new PacketWriter(File.Create(packets)));
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
