using System.Globalization;
using System.Text.Json;

namespace GroundTerminal.EndToEnd;

/// <summary>A whole station with a rotator of another process, and Hamlib's programs as its clients.</summary>
public class RotatorStationTests
{
    private const string Emulated = "rotator:\n  kind: emulated\n";

    [SkippableTheory]
    [InlineData("gs232b")]
    [InlineData("easycomm2")]
    [InlineData("spid-rot2")]
    [InlineData("rotctld")]
    public async Task A_pass_is_followed_with_a_rotator_behind_its_protocol(string protocol)
    {
        await using var rotator = await EmulatedRotatorProgram.Start(protocol);
        JsonElement antenna;
        await using (var station = await StationProgram.Start(text => text.Replace(Emulated, Kind(protocol, rotator.Device), StringComparison.Ordinal)))
        {
            await station.NextContact("Pass");
            antenna = await station.AntennaWhen(a => a.GetProperty("mode").GetString() == "Following" && a.GetProperty("beamErrorDegrees") is { ValueKind: JsonValueKind.Number } error && error.GetDouble() < 3);
        }
        Assert.Equal("", antenna.GetProperty("fault").GetString());
        Assert.Contains(rotator.Device, antenna.GetProperty("rotator").GetString());
        // What the rotator itself told of its way ends where the station said that it was.
        var (azimuth, elevation) = (await rotator.End())[^1];
        Assert.Equal(antenna.GetProperty("mechanicalAzimuthDegrees").GetDouble(), azimuth, 5.0);
        Assert.Equal(antenna.GetProperty("mechanicalElevationDegrees").GetDouble(), elevation, 5.0);
    }

    [SkippableFact]
    public async Task Hamlibs_clients_read_antenna_and_frequency_and_their_orders_go_through_the_motion_authority()
    {
        var (rotctld, rigctld) = (Hamlib.FreePort(), Hamlib.FreePort());
        await using var station = await StationProgram.Start(text => $"{text}\nrotctld-server: {{ listen: 127.0.0.1:{rotctld} }}\nrigctld-server: {{ listen: 127.0.0.1:{rigctld} }}\n");
        JsonElement pass = await station.NextContact("Pass");
        var place = $"127.0.0.1:{rotctld}";
        var (azimuth, elevation) = await Hamlib.Position("2", place);
        JsonElement antenna = await station.Get("api/v1/antenna");
        Assert.Equal(antenna.GetProperty("azimuthDegrees").GetDouble(), azimuth, 3.0);
        Assert.Equal(antenna.GetProperty("elevationDegrees").GetDouble(), elevation, 3.0);

        // The carrier of the satellite with the Doppler shift of its rising.
        double carrier = (await station.Get("api/v1/status")).GetProperty("channels").EnumerateArray().Single(c => c.GetProperty("satellite").GetString() == pass.GetProperty("satellite").GetString()).GetProperty("frequencyHz").GetDouble();
        var (code, output) = await Hamlib.Run("rigctl", "-m", "2", "-r", $"127.0.0.1:{rigctld}", "f");
        Assert.Equal(0, code);
        Assert.InRange(double.Parse(output.Trim(), CultureInfo.InvariantCulture) - carrier, 3000, 12_000);

        // Where the beam is already, as from a client that follows the same satellite; and elsewhere.
        (code, _) = await Hamlib.Run("rotctl", "-m", "2", "-r", place, "P", (azimuth + 2).ToString(CultureInfo.InvariantCulture), elevation.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(0, code);
        string elsewhere = ((azimuth + 180) % 360).ToString(CultureInfo.InvariantCulture);
        (_, output) = await Hamlib.Run("rotctl", "-m", "2", "-r", place, "P", elsewhere, "30");
        Assert.Contains("rejected", output, StringComparison.OrdinalIgnoreCase);
        // A client that lets go sends a stop: it is obeyed, and the pass goes on.
        await Hamlib.Run("rotctl", "-m", "2", "-r", place, "S");
        await station.AntennaWhen(a => a.GetProperty("mode").GetString() == "Stopped");
        await station.AntennaWhen(a => a.GetProperty("mode").GetString() == "Following");
        Assert.Equal(0, (await station.Order("contacts", "--cancel", pass.GetProperty("id").GetRawText())).ExitCode);
        (code, _) = await Hamlib.Run("rotctl", "-m", "2", "-r", place, "P", elsewhere, "30");
        Assert.Equal(0, code);
        await station.AntennaWhen(a => a.GetProperty("mode").GetString() == "Pointing");
        await Hamlib.Run("rotctl", "-m", "2", "-r", place, "S");
        await station.AntennaWhen(a => a.GetProperty("mode").GetString() == "Stopped");
    }

    [SkippableFact]
    public async Task A_rotator_that_runs_away_is_told_of_as_an_alarm()
    {
        await using var station = await StationProgram.Start(text => text.Replace(Emulated, Emulated + "  faults: runaway\n", StringComparison.Ordinal));
        await station.NextContact("Pass");
        JsonElement antenna = await station.AntennaWhen(a => a.GetProperty("fault").GetString()!.Length > 0);
        Assert.True(antenna.GetProperty("alarms").GetInt64() > 0);
    }

    private static string Kind(string protocol, string device) =>
        $"rotator:\n  kind: {protocol}\n  port: {device}\n  azimuth-max: 450\n  elevation-max: 180\n  azimuth-speed: 60\n  elevation-speed: 60\n";
}
