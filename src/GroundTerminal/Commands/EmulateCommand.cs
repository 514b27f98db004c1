using System.CommandLine;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Emulation;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal emulate</c>: equipment that is not there, for programs to be tried on.</summary>
public static class EmulateCommand
{
    public const string Examples = """
        Examples:
          groundterminal emulate rotator --protocol gs232b --link /tmp/rotator &
          rotctl -m 603 -r /tmp/rotator
          groundterminal emulate rotator --protocol rotctld --listen 127.0.0.1:4533 --azimuth -180,180 --speed 10,5
          groundterminal emulate rotator --protocol easycomm3 --pty --fault stall --json
          groundterminal emulate radio --protocol rtl_tcp &
          gqrx                         # device string rtl_tcp=127.0.0.1:1234
          groundterminal emulate radio station.yaml --protocol rtl_tcp --listen 0.0.0.0:1234 --json
        """;

    private static readonly Option<string> Protocol = new("--protocol") { Description = Names(), HelpName = "NAME", Required = true };

    private static readonly Option<bool> Pty = new("--pty") { Description = "Answers on a pseudo-terminal, which programs open as a serial port; so it is where nothing else is said." };

    private static readonly Option<string?> Listen = new("--listen") { Description = "Answers on a TCP port; port 0 for any that is free.", HelpName = "HOST:PORT" };

    private static readonly Option<string?> Link = new("--link") { Description = "Makes a symbolic link to the pseudo-terminal.", HelpName = "PATH" };

    private static readonly Option<string?> Azimuth = Pair("--azimuth", "MIN,MAX", "How far azimuth turns, degrees; 0,450 by default.");

    private static readonly Option<string?> Elevation = Pair("--elevation", "MIN,MAX", "How far elevation turns, degrees; 0,180 by default.");

    private static readonly Option<string?> Speed = Pair("--speed", "AZ,EL", "Speed of the motors, degrees/s; 6,2.7 by default.");

    private static readonly Option<string?> Start = Pair("--start", "AZ,EL", "Where it stands at first, degrees; as near to 0,0 as it turns by default.");

    private static readonly Option<string?> Park = Pair("--park", "AZ,EL", "Where it parks, degrees; as near to 0,0 as it turns by default.");

    private static readonly Option<string?> Fault = new("--fault") { Description = $"What is wrong with it, with commas between: {string.Join(", ", EmulatedFaults.Names)}.", HelpName = "NAME" };

    private static readonly Option<bool> Json = new("--json") { Description = "Writes a JSON object a line." };

    public static Command Create()
    {
        var rotator = new Command("rotator", "A rotator with inertia and limits that answers in a rotator's protocol.")
        {
            Protocol, Pty, Listen, Link, Azimuth, Elevation, Speed, Start, Park, Fault, Json,
        };
        rotator.SetAction((result, _) => new EmulatedRotatorRun(Read(result), Console.Out).RunAsync());
        return new Command("emulate", "Stands in for equipment, so that programs can be tried on it.") { rotator, EmulateRadioCommand.Create() };
    }

    private static EmulateRotatorOptions Read(ParseResult result)
    {
        var (azimuth, elevation) = (Range(result, Azimuth, (0, 450), -180, 540), Range(result, Elevation, (0, 180), -90, 190));
        var (listen, link) = (result.GetValue(Listen), result.GetValue(Link));
        if (listen is not null && (result.GetValue(Pty) || link is not null))
            throw new InputException("--listen: not together with --pty and --link; expected one or the other");
        var protocol = result.GetValue(Protocol)!;
        return new EmulateRotatorOptions(RotatorCatalog.Find(protocol) ?? throw new InputException($"--protocol: '{protocol}'; expected {Names()}"))
        {
            Listen = listen is null ? null : LinkAddress.Split(listen) ?? throw new InputException($"--listen: '{listen}'; expected HOST:PORT"),
            LinkPath = link,
            Azimuth = azimuth,
            Elevation = elevation,
            Speed = Numbers(result, Speed, (6, 2.7), (0.01, 360), (0.01, 360)),
            Start = Numbers(result, Start, Nearest(azimuth, elevation), azimuth, elevation),
            Park = Numbers(result, Park, Nearest(azimuth, elevation), azimuth, elevation),
            Faults = EmulatedFaults.Read("--fault", result.GetValue(Fault)),
            Json = result.GetValue(Json),
        };
    }

    private static string Names() => string.Join(", ", RotatorCatalog.All.Select(d => d.Name));

    private static Option<string?> Pair(string name, string form, string description) => new(name) { Description = description, HelpName = form };

    private static (double, double) Nearest((double Least, double Most) azimuth, (double Least, double Most) elevation) =>
        (Math.Clamp(0, azimuth.Least, azimuth.Most), Math.Clamp(0, elevation.Least, elevation.Most));

    private static (double Least, double Most) Range(ParseResult result, Option<string?> option, (double, double) otherwise, double least, double most)
    {
        var (from, to) = Numbers(result, option, otherwise, (least, most), (least, most));
        return from < to ? (from, to) : throw new InputException($"{option.Name}: '{result.GetValue(option)}'; expected the smaller angle first");
    }

    private static (double, double) Numbers(ParseResult result, Option<string?> option, (double, double) otherwise, (double Least, double Most) first, (double Least, double Most) second)
    {
        if (result.GetValue(option) is not { } text)
            return otherwise;
        if (text.Split(',') is not [var a, var b])
            throw new InputException($"{option.Name}: '{text}'; expected {option.HelpName}");
        return (OrbitArguments.Number(option.Name, a, first.Least, first.Most), OrbitArguments.Number(option.Name, b, second.Least, second.Most));
    }
}
