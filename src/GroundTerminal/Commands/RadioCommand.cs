using System.CommandLine;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Orbits;
using GroundTerminal.Radios;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal radio</c>: which radios there are, what one gives, how wrong its oscillator is.</summary>
public static class RadioCommand
{
    public const string Examples = """
        Examples:
          groundterminal radio list
          groundterminal radio test station.yaml --seconds 30
          groundterminal radio test --kind rtlsdr --sample-rate 2.4e6 --center-frequency 437e6 --gain 30 --json
          groundterminal radio calibrate --kind rtlsdr --sample-rate 2.4e6 --center-frequency 437e6 --seconds 120
          groundterminal radio calibrate station.yaml --carrier 437.5e6
        """;

    private static readonly Argument<string?> File = new("CONFIG") { Description = "A station's configuration: its radio is taken. The station must not be running.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Kind = new("--kind") { Description = $"Instead of a configuration, the kind of radio: {string.Join(", ", RadioCatalog.All.Select(d => d.Name))}.", HelpName = "NAME" };

    private static readonly Option<string?> Device = new("--device") { Description = "Which one of that kind, as radio.device says it.", HelpName = "TEXT" };

    private static readonly Option<string?> Rate = new("--sample-rate") { Description = "Complex sample rate, Hz; 1e6 where nothing is said.", HelpName = "HZ" };

    private static readonly Option<string?> Frequency = new("--center-frequency") { Description = "Radio frequency at 0 Hz of the stream, Hz; 437e6 where nothing is said.", HelpName = "HZ" };

    private static readonly Option<string?> Gain = new("--gain") { Description = "Overall gain, dB; automatic where nothing is said.", HelpName = "DB" };

    private static readonly Option<string?> Carrier = new("--carrier") { Description = "A carrier whose frequency is known, Hz: measures by it instead of by the machine's clock.", HelpName = "HZ" };

    private static readonly Option<bool> Json = new("--json") { Description = "Writes a JSON object a line." };

    public static Command Create()
    {
        Option<string?> only = new("--kind") { Description = "Looks for this kind only.", HelpName = "NAME" };
        var list = new Command("list", "Lists the radios that are found.") { only, Json };
        list.SetAction(result => RadioList.Write(result.GetValue(only), result.GetValue(Json)));
        Option<string?> tenSeconds = Seconds("10"), minute = Seconds("60");
        var test = new Command("test", "Measures what a radio gives: rate, gaps, offset at 0 Hz, image, clipping, noise floor.") { File, Kind, Device, Rate, Frequency, Gain, tenSeconds, Json };
        test.SetAction(result => Measure(result, tenSeconds, RadioText.WriteTest));
        var calibrate = new Command("calibrate", "Measures how wrong a radio's oscillator is, by the machine's clock or by a carrier.") { File, Kind, Device, Rate, Frequency, Gain, Carrier, minute, Json };
        calibrate.SetAction(result => Measure(result, minute, (measured, configured, json) =>
            RadioText.WriteCalibration(measured, configured, result.GetValue(Carrier) is { } hz ? OrbitArguments.Number("--carrier", hz, 0, 100e9) : null, json)));
        return new Command("radio", "Lists, tests and calibrates radios.") { list, test, calibrate };
    }

    private static Option<string?> Seconds(string usual) => new("--seconds") { Description = $"How long to measure; {usual} s where nothing is said.", HelpName = "S", DefaultValueFactory = _ => usual };

    private static int Measure(ParseResult result, Option<string?> seconds, Func<RadioMeasurement, RadioSettings?, bool, int> write)
    {
        RadioConfiguration radio = Read(result);
        double length = OrbitArguments.Number("--seconds", result.GetValue(seconds)!, 0.1, 86400);
        using var measurement = new RadioMeasurement(radio, Console.IsErrorRedirected ? null : Console.Error);
        if (measurement.Run(length))
            return write(measurement, (radio as DeviceRadioConfiguration)?.Settings, result.GetValue(Json));
        Console.Error.WriteLine("no sample came");
        return ExitCode.Failed;
    }

    private static RadioConfiguration Read(ParseResult result)
    {
        if (result.GetValue(Kind) is not { } name)
            return ConfigurationReader.Load(result.GetValue(File) ?? throw new InputException("which radio? expected a configuration file, or --kind")).Configuration.Radio;
        if (result.GetValue(File) is not null)
            throw new InputException("--kind: not together with a configuration file; expected one or the other");
        RadioDescriptor kind = RadioCatalog.Find(name) ?? throw new InputException($"--kind: '{name}'; expected one of {string.Join(", ", RadioCatalog.All.Select(d => d.Name))}");
        return new DeviceRadioConfiguration(kind, result.GetValue(Device) ?? "", new RadioSettings
        {
            SampleRateHz = Number(result, Rate, 1e3, 100e6) ?? 1e6,
            CenterFrequencyHz = Number(result, Frequency, 0, 100e9) ?? 437e6,
            GainDb = Number(result, Gain, -100, 200),
        });
    }

    private static double? Number(ParseResult result, Option<string?> option, double least, double most) =>
        result.GetValue(option) is { } text ? OrbitArguments.Number(option.Name, text, least, most) : null;
}
