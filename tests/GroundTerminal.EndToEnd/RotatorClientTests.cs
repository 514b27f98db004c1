using System.Diagnostics;

namespace GroundTerminal.EndToEnd;

/// <summary>Hamlib's <c>rotctl</c> drives the emulated rotators of the published program: issue 4, figure 3.</summary>
public sealed class RotatorClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Protocol, Hamlib's model, resolution to be read, whether there is elevation, whether it parks.</summary>
    public static TheoryData<string, string, double, bool, bool> Controllers => new()
    {
        { "gs232a", "601", 1, true, false },
        { "gs232b", "603", 1, true, false },
        { "easycomm2", "202", 0.1, true, true },
        { "easycomm3", "204", 0.1, true, true },
        { "spid-rot1", "902", 1, false, false },
        { "spid-rot2", "901", 0.5, true, false },
        { "rotctld", "2", 0.1, true, true },
    };

    [SkippableTheory]
    [MemberData(nameof(Controllers))]
    public async Task Rotctl_drives_it(string protocol, string model, double step, bool hasElevation, bool parks)
    {
        await using var rotator = await EmulatedRotatorProgram.Start(protocol, "--azimuth", "0,340", "--start", "10,20", "--park", "30,15");
        Task<(int, string)> Rotctl(params string[] command) => Hamlib.Run("rotctl", ["-m", model, "-r", rotator.Device, .. command]);
        (double, double) At(double azimuth, double elevation) => (azimuth, hasElevation ? elevation : 0);
        string Text(double elevation) => hasElevation ? $"{elevation}" : "0";

        Assert.Equal(At(10, 20), await Hamlib.Position(model, rotator.Device));
        Assert.Equal((0, ""), await Rotctl("P", "100", Text(60)));
        await Reaches(model, rotator.Device, At(100, 60), step);

        Assert.Equal((0, ""), await Rotctl("P", "330", Text(5)));
        await Until(model, rotator.Device, p => p.Azimuth > 110, "on its way");
        Assert.Equal(0, (await Rotctl("S")).Item1);
        var stopped = await Stands(model, rotator.Device);
        Assert.InRange(stopped.Azimuth, 110, 320);

        // Beyond this rotator's end stop, but not beyond what Hamlib holds for its model's.
        var (code, _) = await Rotctl("P", "350", Text(20));
        Assert.Equal(protocol == "rotctld", code != 0);
        Assert.Equal(stopped, await Hamlib.Position(model, rotator.Device));

        if (parks)
        {
            Assert.Equal((0, ""), await Rotctl("K"));
            await Reaches(model, rotator.Device, At(30, 15), step);
        }
        var way = await rotator.End();
        Assert.All(way, p => Assert.InRange(p.Azimuth, 0, 340));
    }

    [SkippableTheory]
    [InlineData("stall", "10.00\n20.00\n")]
    [InlineData("jump", "40.00\n20.00\n")]
    public async Task A_fault_is_seen_by_the_client(string fault, string position)
    {
        await using var rotator = await EmulatedRotatorProgram.Start("easycomm2", "--start", "10,20", "--fault", fault);
        if (fault == "stall")
            Assert.Equal((0, ""), await Hamlib.Run("rotctl", "-m", "202", "-r", rotator.Device, "P", "90", "45"));
        Assert.Equal((0, position), await Hamlib.Run("rotctl", "-m", "202", "-r", rotator.Device, "p"));
    }

    [SkippableFact]
    public async Task A_mute_controller_does_not_answer()
    {
        await using var rotator = await EmulatedRotatorProgram.Start("easycomm2", "--fault", "mute");
        Assert.NotEqual(0, (await Hamlib.Run("rotctl", "-m", "202", "-r", rotator.Device, "p")).ExitCode);
    }

    [SkippableFact]
    public async Task A_link_to_the_terminal_is_made_and_removed()
    {
        var link = Path.Combine(Path.GetTempPath(), $"gt-rotator-{Environment.ProcessId}");
        await using var rotator = await EmulatedRotatorProgram.Start("gs232", "--link", link);
        Assert.Equal((0, 0), await Hamlib.Position("601", link));
        await rotator.End();
        Assert.False(Path.Exists(link));
    }

    [SkippableTheory]
    [InlineData("--protocol: 'x'; expected gs232a, gs232b", "--protocol", "x")]
    [InlineData("--azimuth: '90'; expected MIN,MAX", "--protocol", "gs232", "--azimuth", "90")]
    [InlineData("--azimuth: '90,0'; expected the smaller angle first", "--protocol", "gs232", "--azimuth", "90,0")]
    [InlineData("--fault: 'rust'; expected stall", "--protocol", "gs232", "--fault", "rust")]
    [InlineData("--listen: 'here'; expected HOST:PORT", "--protocol", "rotctld", "--listen", "here")]
    [InlineData("--start: '400'", "--protocol", "rotctld", "--start", "400,0", "--azimuth", "0,360")]
    public async Task What_is_wrong_is_said(string message, params string[] arguments)
    {
        var (code, output, error) = await GroundTerminalProgram.Run(null, ["emulate", "rotator", .. arguments]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static Task<(double Azimuth, double Elevation)> Reaches(string model, string device, (double Azimuth, double Elevation) target, double step) =>
        Until(model, device, p => Math.Abs(p.Azimuth - target.Azimuth) <= step && Math.Abs(p.Elevation - target.Elevation) <= step, $"at {target}");

    private static async Task<(double Azimuth, double Elevation)> Stands(string model, string device)
    {
        var (last, since) = ((double.NaN, double.NaN), Stopwatch.GetTimestamp());
        return await Until(
            model,
            device,
            p =>
            {
                (last, since) = p == last ? (last, since) : (p, Stopwatch.GetTimestamp());
                return Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(0.5);
            },
            "standing");
    }

    private static async Task<(double Azimuth, double Elevation)> Until(string model, string device, Func<(double Azimuth, double Elevation), bool> condition, string what)
    {
        for (var begin = Stopwatch.GetTimestamp(); ;)
        {
            var position = await Hamlib.Position(model, device);
            if (condition(position))
                return position;
            Assert.True(Stopwatch.GetElapsedTime(begin) < Limit, $"not {what} within {Limit.TotalSeconds} s, but at {position}");
        }
    }
}
