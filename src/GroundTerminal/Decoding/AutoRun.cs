using System.Runtime.InteropServices;
using GroundTerminal.Devices;
using GroundTerminal.Satellites;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>One run of <c>decode --auto</c>: finds out what the recording holds, decodes it, says what it was.</summary>
public static class AutoRun
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="InputException">Something that was asked for is not possible.</exception>
    public static int Run(DecodeOptions options)
    {
        var (excerpt, reader) = Open(options);
        using (reader)
        {
            var catalog = new AutoCatalog(options.SatYaml is { } path ? SatYaml.Load(path) : SatelliteCatalog.LoadBuiltIn(), options.FlipBits);
            var findings = Search(new AutoSearch(catalog, options.OffsetHz, options.SearchBandwidthHz), excerpt);
            if (findings is null)
                return ExitCode.Nothing;
            var (code, counted) = Decode(options, reader, findings);
            var report = new AutoReport(options, reader.Description, reader.CenterFrequencyHz, excerpt.Seconds, counted);
            Console.Error.Write(AutoText.Of(report));
            if (options.AutoReport is { } file)
                Save(file, AutoJson.Of(report));
            return code;
        }
    }

    /// <summary>A file is read anew for decoding; what was taken from a pipe is given again.</summary>
    private static (AutoExcerpt Excerpt, ISampleReader Reader) Open(DecodeOptions options)
    {
        if (options.Input != SampleFile.StandardInput)
        {
            var excerpt = AutoExcerpt.Of(() => SampleFile.Open(options.Input, options.InputOptions));
            return (excerpt, SampleFile.Open(options.Input, options.InputOptions));
        }
        var pipe = SampleFile.Open(options.Input, options.InputOptions);
        var beginning = AutoExcerpt.OfBeginning(pipe);
        return (beginning, new ReplayReader(beginning.Stretches[0], pipe));
    }

    /// <returns>Null where it was interrupted.</returns>
    private static IReadOnlyList<AutoFinding>? Search(AutoSearch search, AutoExcerpt excerpt)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, cancellation));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, cancellation));
        try
        {
            return search.Run(excerpt, Progress, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            Progress("", 1);
        }
    }

    private static (int Code, IReadOnlyList<AutoFinding> Findings) Decode(DecodeOptions options, ISampleReader reader, IReadOnlyList<AutoFinding> findings)
    {
        var read = findings.Where(f => f.Framing is not null).ToArray();
        if (read.Length == 0)
            return (ExitCode.Nothing, findings);
        var plan = DecodePlan.Make([.. read.Select(f => f.ByHand(options))], reader);
        var counts = new Dictionary<AutoFinding, long>();
        var code = DecodeRun.Run(options, reader, plan, Count);
        return (code, [.. findings.Select(f => f with { Frames = counts.GetValueOrDefault(f) })]);

        void Count(Frame frame)
        {
            var of = read.Where(f => f.Framing!.Choice.Name == frame.Framing).MinBy(f => Distance(f, frame)) ?? read[0];
            counts[of] = counts.GetValueOrDefault(of) + 1;
        }
    }

    /// <summary>How badly a frame fits a finding with its framing.</summary>
    private static double Distance(AutoFinding finding, Frame frame) =>
        (frame.Transmitter == DecodePlan.NameByHand(finding.Hypothesis.Modulation, finding.Hypothesis.BaudRate, frame.Framing) ? 0 : 1e9) + Math.Abs((finding.FrequencyHz ?? 0) - frame.FrequencyOffsetHz);

    private static void Progress(string what, double done)
    {
        if (Console.IsErrorRedirected)
            return;
        Console.Error.Write(what.Length == 0 ? "\r\u001b[K" : FormattableString.Invariant($"\r\u001b[K{what}: {done * 100:0} %"));
        Console.Error.Flush();
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource cancellation)
    {
        context.Cancel = !cancellation.IsCancellationRequested;
        cancellation.Cancel();
    }

    private static void Save(string file, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(file, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"--auto-report {file}: cannot be written: {e.Message}", e);
        }
    }
}
