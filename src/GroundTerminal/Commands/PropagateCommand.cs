using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GroundTerminal.Devices;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal propagate</c>: positions and velocities by SGP4.</summary>
public static class PropagateCommand
{
    public const string Examples = """
        Examples:
          groundterminal propagate --orbit iss.tle --minutes 0,60,120
          groundterminal propagate --orbit iss.tle --minutes 0,1440 --json
        """;

    public static Command Create()
    {
        var arguments = new OrbitArguments();
        var minutes = new Option<string>("--minutes") { Description = "Minutes since the epoch of the elements, below 0 before it, with commas between.", HelpName = "LIST", DefaultValueFactory = _ => "0" };
        var command = arguments.AddTo(new Command("propagate", "Positions and velocities by SGP4 in its own frame: true equator, mean equinox (TEME)."), withSite: false);
        command.Add(minutes);
        command.SetAction(result =>
        {
            var times = Array.ConvertAll(result.GetRequiredValue(minutes).Split(','), text => OrbitArguments.Number("--minutes", text, -1e8, 1e8));
            var output = new StringBuilder();
            var good = false;
            foreach (var satellite in Elements(arguments.Satellites(result)))
            {
                foreach (var at in times)
                {
                    var error = satellite.Propagate(at, out var state);
                    good |= error == Sgp4Error.None;
                    output.AppendLine(arguments.IsJson(result) ? Json(satellite, at, error, state) : Text(satellite, at, error, state));
                }
            }
            Console.Out.Write(output);
            return good ? ExitCode.Done : ExitCode.Nothing;
        });
        return command;
    }

    /// <summary>Minutes are counted from an epoch, which only mean elements have.</summary>
    private static IEnumerable<Sgp4> Elements(IReadOnlyList<IOrbit> orbits) =>
        orbits.Select(o => o as Sgp4 ?? throw InputException.For($"--orbit: {OrbitFile.NameOf(o)}", "an ephemeris (OEM)", "mean elements: TLE or OMM"));

    private static string Json(Sgp4 satellite, double minutes, Sgp4Error error, TemeState state) => JsonLines.Of(json =>
    {
        json.Satellite(satellite);
        json.Time("epoch", satellite.Elements.Epoch);
        json.WriteNumber("minutes", minutes);
        if (error == Sgp4Error.None)
        {
            Write(json, "positionKm", state.PositionKm);
            Write(json, "velocityKmPerS", state.VelocityKmPerS);
        }
        else
        {
            json.WriteNumber("errorCode", (int)error);
            json.WriteString("error", error.Reason());
        }
    });

    private static string Text(Sgp4 satellite, double minutes, Sgp4Error error, TemeState state)
    {
        var (r, v) = (state.PositionKm, state.VelocityKmPerS);
        return string.Create(CultureInfo.InvariantCulture, $"{OrbitFile.NameOf(satellite),-24} {minutes,12:0.###} min  ") + (error != Sgp4Error.None
            ? error.Reason()
            : string.Create(CultureInfo.InvariantCulture, $"{r.X,17:0.00000000} {r.Y,17:0.00000000} {r.Z,17:0.00000000} km  {v.X,13:0.000000000} {v.Y,13:0.000000000} {v.Z,13:0.000000000} km/s"));
    }

    private static void Write(Utf8JsonWriter json, string key, Vector3D vector)
    {
        json.WriteStartArray(key);
        json.WriteNumberValue(vector.X);
        json.WriteNumberValue(vector.Y);
        json.WriteNumberValue(vector.Z);
        json.WriteEndArray();
    }
}
