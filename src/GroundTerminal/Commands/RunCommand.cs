using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Live;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal run</c>: the live station.</summary>
public static class RunCommand
{
    private static readonly Argument<string?> ConfigurationFile = new("CONFIG") { Description = "The configuration file; without it, an emulated radio with four satellites.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Speed = new("--speed") { Description = "How many times real time a file or an emulated radio runs at: a number, or 'max' for as fast as it goes.", HelpName = "N|max" };

    private static readonly Option<string?> Format = new("--log-format") { Description = "text or json; without it, a live table on a terminal and JSON lines elsewhere.", HelpName = "text|json" };

    private static readonly Option<string?> Duration = new("--duration") { Description = "Ends after so many seconds of signal.", HelpName = "S" };

    private static readonly Option<string?> Report = new("--report") { Description = "Writes the last status to a file, as JSON.", HelpName = "FILE" };

    private static readonly Option<string?> Store = new("--store") { Description = "File of the frame store, instead of store.path.", HelpName = "FILE" };

    private static readonly Option<string?> LoopThreads = new("--loop-threads") { Description = "Threads that the channels are spread over, 1 to 64; as loop.threads says by default.", HelpName = "N" };

    private static readonly Option<bool> Ordinary = new("--no-real-time") { Description = "Does not ask for real-time scheduling, a processor and locked memory." };

    public static Command Create()
    {
        var command = new Command("run", "Runs the station: radio, receivers, frame store, KISS server and status page.")
        {
            ConfigurationFile, Speed, Format, Duration, Report, Store, LoopThreads, Ordinary,
        };
        command.SetAction((result, _) => RunAsync(result.GetValue(ConfigurationFile), Read(result)));
        return command;
    }

    private static RunOptions Read(ParseResult result)
    {
        string? speed = result.GetValue(Speed);
        return new RunOptions
        {
            Unpaced = speed == "max",
            Speed = speed is null or "max" ? null : Positive("--speed", speed),
            LogFormat = result.GetValue(Format) switch
            {
                null => null,
                "text" => LogFormat.Text,
                "json" => LogFormat.Json,
                var other => throw new InputException($"--log-format: '{other}'; expected text or json"),
            },
            DurationSeconds = result.GetValue(Duration) is { } seconds ? Positive("--duration", seconds) : null,
            ReportPath = result.GetValue(Report),
            StorePath = result.GetValue(Store),
            LoopThreads = Threads(result.GetValue(LoopThreads)),
            RealTime = !result.GetValue(Ordinary),
        };
    }

    private static int? Threads(string? text)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 64
            ? threads
            : throw new InputException($"--loop-threads: '{text}'; expected 1 to 64");
    }

    private static double Positive(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new InputException($"{option}: '{text}'; expected a number above 0");

    private static async Task<int> RunAsync(string? path, RunOptions options)
    {
        StationConfiguration configuration = ConfigurationReader.Load(path).Configuration;
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var packets = new LivePackets(configuration);
        await using LiveStation station = await LiveStation.StartAsync(configuration, options, TimeProvider.System).ConfigureAwait(false);
        using IRunDisplay display = CreateDisplay(options.LogFormat ?? configuration.LogFormat);
        var loop = new RunLoop(station, packets, display, options);
        loop.WriteReport(await loop.RunAsync(stop.Task).ConfigureAwait(false));
        if (station.StreamEnded.Exception?.InnerException is { } failure)
            throw new InputException($"run: ended by a failure: {failure.Message}", failure);
        return ExitCode.Done;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static IRunDisplay CreateDisplay(LogFormat format) => format switch
    {
        LogFormat.Text => new TextLog(Console.Out),
        LogFormat.Auto when !Console.IsOutputRedirected => new LiveTable(Console.Out, () => Console.WindowWidth),
        _ => new JsonLog(Console.Out, TimeProvider.System),
    };
}
