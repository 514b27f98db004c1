using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Devices.Links;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Station;

namespace GroundTerminal.EndToEnd;

/// <summary>Our driver drives Hamlib's <c>rotctld</c>, and Hamlib's <c>rigctl</c> reads our rigctld: issue 4, figure 3.</summary>
public sealed class RotatorPeerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_driver_drives_the_dummy_of_Hamlib(bool extended)
    {
        using var server = await Rotctld.Start("-m", "1");
        using var driver = server.Drive(new RotatorDriverOptions { Host = new RotatorHostOptions { ExtendedResponses = extended } });
        await Until(() => driver.Feedback.IsHeard, driver, "heard");
        driver.Point(12, 8);
        await Until(() => IsNear(driver, 12, 8, 0.1), driver, "there");
        driver.Point(170, 40);
        await Until(() => driver.Feedback.AzimuthDegrees > 13, driver, "on its way");
        driver.Stop();
        var stopped = await Stands(driver);
        Assert.InRange(stopped, 13, 160);

        driver.Point(460, 10);
        await Until(() => driver.Status.RefusedCommands > 0, driver, "refused");
        Assert.Equal("the controller says: RPRT -1: invalid parameter", driver.Status.LastProblem);
        Assert.Equal(stopped, await Stands(driver));
        Assert.Equal((0, 0), (driver.Status.Timeouts, driver.Status.Reconnects));
    }

    // Our driver, Hamlib's server, Hamlib's driver, our emulated controller.
    [SkippableTheory]
    [InlineData("gs232a", "601", 1)]
    [InlineData("gs232b", "603", 1)]
    [InlineData("easycomm2", "202", 0.1)]
    [InlineData("easycomm3", "204", 0.1)]
    [InlineData("spid-rot2", "901", 0.5)]
    [InlineData("rotctld", "2", 0.1)]
    public async Task The_driver_drives_our_emulator_through_Hamlib(string protocol, string model, double step)
    {
        await using var rotator = await EmulatedRotatorProgram.Start(protocol, "--start", "10,20");
        using var server = await Rotctld.Start("-m", model, "-r", rotator.Device);
        using var driver = server.Drive(new RotatorDriverOptions());
        await Until(() => IsNear(driver, 10, 20, step), driver, "heard");
        driver.Point(100, 60);
        await Until(() => IsNear(driver, 100, 60, step), driver, "there");
        driver.Point(350, 80);
        await Until(() => driver.Feedback.AzimuthDegrees > 110, driver, "on its way");
        driver.Stop();
        Assert.InRange(await Stands(driver), 110, 340);
        Assert.Equal(0, driver.Status.Reconnects);
    }

    [SkippableTheory]
    [InlineData("gs232a")]
    [InlineData("gs232b")]
    [InlineData("easycomm2")]
    [InlineData("easycomm3")]
    [InlineData("spid-rot2")]
    public async Task The_driver_drives_the_emulator_over_a_serial_line(string protocol)
    {
        await using var rotator = await EmulatedRotatorProgram.Start(protocol, "--start", "10,20");
        var descriptor = RotatorCatalog.Find(protocol)!;
        var line = new SerialLinkSource(rotator.Device, new SerialOptions(descriptor.DefaultBaudRate));
        using var driver = new RotatorDriver(descriptor, line, new RotatorDriverOptions(), TimeProvider.System);
        driver.Point(100.3, 60.2);
        await Until(() => IsNear(driver, 100.3, 60.2, descriptor.CommandStepDegrees), driver, "there");
        Assert.Equal((0, 0), (driver.Status.Timeouts, driver.Status.RefusedBytes));
    }

    [SkippableFact]
    public async Task Rigctl_reads_and_sets_the_frequency()
    {
        var radio = new Radio();
        await using var server = StationServers.Rigctld(radio, LinkServerOptions.Loopback(0));
        Task<(int, string)> Rigctl(params string[] commands) => Hamlib.Run("rigctl", ["-m", "2", "-r", server.Endpoint.ToString(), .. commands]);

        Assert.Equal((0, "437509123\n"), await Rigctl("f"));
        Assert.Equal((0, "437509123\nFM\n15000\nVFOA\n0\n0\nVFOA\n"), await Rigctl("f", "m", "v", "t", "s"));
        Assert.Equal((0, "145935000\n"), await Rigctl("F", "145935000", "f"));
        Assert.Equal(145935000, radio.FrequencyHz);
        Assert.Contains("Command rejected by the rig", (await Rigctl("F", "20000")).Item2, StringComparison.Ordinal);
        Assert.Equal(145935000, radio.FrequencyHz);
    }

    private static bool IsNear(RotatorDriver driver, double azimuth, double elevation, double step) =>
        Math.Abs(driver.Feedback.AzimuthDegrees - azimuth) <= step && Math.Abs(driver.Feedback.ElevationDegrees - elevation) <= step;

    /// <returns>Azimuth where it stands.</returns>
    private static async Task<double> Stands(RotatorDriver driver)
    {
        var (azimuth, since, replies) = (double.NaN, driver.Feedback.Time, 0);
        await Until(
            () =>
            {
                var feedback = driver.Feedback;
                if (feedback.Time == since)
                    return false;
                replies = feedback.AzimuthDegrees == azimuth ? replies + 1 : 0;
                (azimuth, since) = (feedback.AzimuthDegrees, feedback.Time);
                return replies >= 5;
            },
            driver,
            "standing");
        return azimuth;
    }

    private static async Task Until(Func<bool> condition, RotatorDriver driver, string what)
    {
        for (var begin = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(5))
            Assert.True(Stopwatch.GetElapsedTime(begin) < Limit, $"not {what} within {Limit.TotalSeconds} s: {driver.Feedback}, {driver.Status}");
    }

    private sealed class Rotctld(Process process, int port) : IDisposable
    {
        /// <summary>Starts it on a free port and waits until it takes connections.</summary>
        public static async Task<Rotctld> Start(params string[] arguments)
        {
            var port = Hamlib.FreePort();
            var server = new Rotctld(Hamlib.Start("rotctld", [.. arguments, "-T", "127.0.0.1", "-t", port.ToString(CultureInfo.InvariantCulture)]), port);
            for (var begin = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
            {
                try
                {
                    new TcpLinkSource("127.0.0.1", port).Open(CancellationToken.None).Dispose();
                    return server;
                }
                catch (LinkException) when (Stopwatch.GetElapsedTime(begin) < Limit)
                {
                    // Not yet.
                }
            }
        }

        public RotatorDriver Drive(RotatorDriverOptions options) => new(RotatorCatalog.Find("rotctld")!, new TcpLinkSource("127.0.0.1", port), options, TimeProvider.System);

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private sealed class Radio : ITunedRadio
    {
        public double FrequencyHz { get; private set; } = 437_509_123.4;

        public double CarrierFrequencyHz => 437_500_000;

        public string Mode => "FM";

        public double PassbandHz => 15_000;

        public string VfoName => "VFOA";

        public string? SetFrequency(double frequencyHz)
        {
            if (frequencyHz < 100e6)
                return "out of the radio's band";
            FrequencyHz = frequencyHz;
            return null;
        }
    }
}
