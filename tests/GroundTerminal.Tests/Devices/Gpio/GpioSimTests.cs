using System.Diagnostics;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Gpio.Linux;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>Against the kernel itself, where it has the module gpio-sim and this user may configure it (root).</summary>
public sealed class GpioSimTests : IDisposable
{
    private const string Root = "/sys/kernel/config/gpio-sim";
    private readonly string _config = $"{Root}/groundterminal-{Environment.ProcessId}";
    private string _lines = "", _name = "";

    public void Dispose()
    {
        if (_name.Length == 0)
            return;
        File.WriteAllText($"{_config}/live", "0");
        foreach (string line in Directory.GetDirectories($"{_config}/bank", "line*"))
            Directory.Delete(line);
        Directory.Delete($"{_config}/bank");
        Directory.Delete(_config);
    }

    [SkippableFact]
    public void Lines_are_found_set_and_read()
    {
        using var chip = Simulate();
        Assert.Equal((_name, 16), (chip.Name, chip.LineCount));
        Assert.Equal(new GpioLineInfo("PIN 3", "", false), chip.LineAt(3));
        using (var lines = chip.Request("gt-test", [new(3, true), new(4, true, ActiveLow: true), new(5, false), new(6, false, ActiveLow: true)]))
        {
            Assert.Equal(new GpioLineInfo("PIN 3", "gt-test", true), chip.LineAt(3));
            Assert.Equal((false, true), (Value(3), Value(4)));
            lines.Write(0b11, 0b11);
            Assert.Equal((true, false), (Value(3), Value(4)));
            lines.Write(0b00, 0b01);
            Assert.Equal((false, false), (Value(3), Value(4)));
            Assert.Equal(0b1010UL, lines.Read());
            Pull(5, true);
            Pull(6, true);
            Assert.Equal(0b0110UL, lines.Read());
            Assert.Equal($"{_name}:3 is used by 'gt-test'; end that program or overlay, or choose another line",
                Assert.Throws<GpioException>(() => chip.Request("other", [new(2, true), new(3, true)])).Message);
        }
        Assert.False(chip.LineAt(3).IsUsed);
    }

    [SkippableFact]
    public void Edges_come_in_order_with_the_kernels_time()
    {
        using var chip = Simulate();
        using var lines = chip.Request("gt-test", [new(7, false, ReportsEdges: true), new(8, false, ActiveLow: true, ReportsEdges: true)]);
        long before = Stopwatch.GetTimestamp();
        Pull(7, true);
        Pull(8, true);
        Pull(7, false);
        var edges = new List<GpioEdge>();
        var some = new GpioEdge[8];
        for (int n; (n = lines.ReadEdges(some, 500)) > 0;)
            edges.AddRange(some[..n]);
        Assert.Equal([(0, true, 1u), (1, false, 2u), (0, false, 3u)], edges.Select(e => (e.Line, e.ToActive, e.Sequence)));
        long[] times = [before, .. edges.Select(e => e.TimestampNanoseconds), Stopwatch.GetTimestamp()];
        Assert.Equal(times.Order(), times);
    }

    [SkippableFact]
    public void A_debounced_line_is_quiet_at_first()
    {
        using var chip = Simulate();
        using var lines = chip.Request("gt-test", [new(7, false, Bias: GpioBias.PullDown, ReportsEdges: true, Debounce: TimeSpan.FromMilliseconds(500))]);
        var some = new GpioEdge[8];
        Pull(7, true);
        Assert.Equal(0, lines.ReadEdges(some, 0));
        Assert.Equal(1, lines.ReadEdges(some, 2000));
        Assert.True(some[0].ToActive);
    }

    [SkippableFact]
    public void A_rotator_stops_at_its_switch()
    {
        using var chip = Simulate();
        var axis = new GpioAxisOptions
        {
            IncreaseLine = "PIN 0",
            DecreaseLine = $"{_name}:1",
            MostSwitchLine = "PIN 2",
            MostSwitchDegrees = 370,
            LeastDegrees = 0,
            MostDegrees = 360,
            SpeedDegreesPerS = 5,
            StallSeconds = 30,
            Feedback = new GpioQuadratureOptions("PIN 9", "PIN 10", 0.1),
        };
        var options = new GpioRotatorOptions
        {
            Azimuth = axis,
            Elevation = axis with
            {
                IncreaseLine = "PIN 11",
                DecreaseLine = "PIN 12",
                MostSwitchLine = "",
                MostSwitchDegrees = null,
                LeastDegrees = 0,
                MostDegrees = 90,
                Feedback = new GpioQuadratureOptions("PIN 13", "PIN 14", 0.1)
            },
        };
        using (var rotator = new GpioRotator(options, [chip], TimeProvider.System))
        {
            rotator.Point(200, 0);
            Assert.True(Until(() => Value(0)), rotator.Feedback.Problem);
            foreach (int phase in new[] { 9, 10, 9, 10 })
                Pull(phase, !Value(phase));
            Assert.True(Until(() => Math.Abs(rotator.Feedback.AzimuthDegrees - 0.4) < 1e-9), $"{rotator.Feedback}");
            long at = Stopwatch.GetTimestamp();
            Pull(2, true);
            Assert.True(Until(() => !Value(0)));
            Assert.True(Stopwatch.GetElapsedTime(at).TotalSeconds < 0.2);
            Assert.True(Until(() => Math.Abs(rotator.Feedback.AzimuthDegrees - 370) < 1e-9), $"{rotator.Feedback}");
            Assert.True(Until(() => Value(1)), rotator.Feedback.Problem);
            rotator.Stop();
            Assert.True(Until(() => !Value(1)));
            rotator.Point(200, 50);
            Assert.True(Until(() => Value(11)), rotator.Feedback.Problem);
        }
        Assert.False(Value(0) || Value(1) || Value(11) || Value(12));
    }

    private static bool Until(Func<bool> isTrue)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed.TotalSeconds < 5; Thread.Sleep(1))
        {
            if (isTrue())
                return true;
        }
        return false;
    }

    private LinuxGpioChip Simulate()
    {
        Skip.If(!Directory.Exists(Root), "this kernel has no gpio-sim (modprobe gpio-sim; mount configfs)");
        try
        {
            Directory.CreateDirectory($"{_config}/bank");
        }
        catch (UnauthorizedAccessException)
        {
            Skip.If(true, "gpio-sim is configured by root only");
        }
        File.WriteAllText($"{_config}/bank/num_lines", "16");
        for (int i = 0; i < 16; i++)
        {
            Directory.CreateDirectory($"{_config}/bank/line{i}");
            File.WriteAllText($"{_config}/bank/line{i}/name", $"PIN {i}");
        }
        File.WriteAllText($"{_config}/live", "1");
        _name = File.ReadAllText($"{_config}/bank/chip_name").Trim();
        _lines = $"/sys/devices/platform/{File.ReadAllText($"{_config}/dev_name").Trim()}/{_name}";
        return new LinuxGpioChip("/dev/" + _name);
    }

    private bool Value(int line) => File.ReadAllText($"{_lines}/sim_gpio{line}/value").Trim() == "1";

    private void Pull(int line, bool up)
    {
        File.WriteAllText($"{_lines}/sim_gpio{line}/pull", up ? "pull-up" : "pull-down");
        // The simulated interrupt may wait for a timer tick; until then a second change would make one edge of two.
        Thread.Sleep(30);
    }
}
