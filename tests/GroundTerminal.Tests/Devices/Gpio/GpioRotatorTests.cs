using System.Diagnostics;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>The rotator with its threads, in real time.</summary>
public sealed class GpioRotatorTests : IDisposable
{
    private static readonly long Start = Stopwatch.GetTimestamp();
    private readonly string _directory = Directory.CreateTempSubdirectory("gpio-rotator").FullName;
    private readonly ModelChip _chip = new("gpiochip0", 64, Now);
    private readonly ModelAxis _azimuth, _elevation;
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _world;

    public GpioRotatorTests()
    {
        var random = new Random(1);
        _azimuth = new ModelAxis(_chip, GpioSamples.Potentiometers.Azimuth, 100, 8, random);
        _elevation = new ModelAxis(_chip, GpioSamples.Potentiometers.Elevation, 40, 8, random);
        _world = new Thread(Turn) { IsBackground = true };
        _world.Start();
    }

    public void Dispose()
    {
        _end.Cancel();
        _world.Join();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void It_turns_to_a_target_and_says_where_it_is()
    {
        using var rotator = Open(GpioSamples.Potentiometers);
        rotator.Point(110, 43);
        Assert.True(Until(() => Math.Abs(rotator.Feedback.AzimuthDegrees - 110) < 1.1 && Math.Abs(rotator.Feedback.ElevationDegrees - 43) < 1.1, 20), rotator.Feedback.ToString());
        Assert.True(Until(() => !rotator.Axes.Any(a => a.IsPowered), 5));
        Assert.Equal("GPIO, gpiochip0 (model)", rotator.Description);
        Assert.All(rotator.Axes, a => Assert.True(a.IsSure));
    }

    [Fact]
    public void Disposing_in_motion_leaves_all_lines_off()
    {
        var rotator = Open(GpioSamples.Potentiometers);
        rotator.Point(400, 160);
        Assert.True(Until(() => _chip[0] && _chip[2], 5));
        rotator.Dispose();
        Assert.All(Enumerable.Range(0, 4), line => Assert.False(_chip[line]));
        rotator.Dispose();
    }

    [Fact]
    public void A_stop_does_not_wait_for_the_next_period()
    {
        using var rotator = Open(GpioSamples.Potentiometers with { ControlRateHz = 20 });
        rotator.Point(400, 160);
        Assert.True(Until(() => _chip[0], 5));
        long at = Now();
        rotator.Stop();
        Assert.True(Until(() => !_chip[0], 5));
        Assert.InRange((_chip.History.Last(h => h.Line == 0).Nanoseconds - at) * 1e-9, 0, 0.05);
    }

    [Fact]
    public void A_loop_that_hangs_leaves_outputs_off()
    {
        using var hang = new ManualResetEventSlim();
        using var rotator = Open(GpioSamples.Potentiometers);
        rotator.Point(400, 160);
        Assert.True(Until(() => _chip[0], 5));
        _azimuth.OnRead = hang.Wait;
        Assert.True(Until(() => !_chip[0] && !_chip[2], 2));
        var reads = 0;
        _azimuth.OnRead = () => Interlocked.Increment(ref reads);
        hang.Set();
        Assert.True(Until(() => rotator.Feedback.Problem.Contains("the control loop hung"), 2), rotator.Feedback.Problem);
        // The loop goes on, and leaves the motor off.
        Assert.True(Until(() => Volatile.Read(ref reads) >= 10, 5));
        Assert.False(_chip[0]);
        rotator.Point(400, 160);
        Assert.True(Until(() => _chip[0], 5), rotator.Feedback.Problem);
    }

    [Fact]
    public void What_nobody_expected_puts_outputs_off_and_is_told()
    {
        using var rotator = Open(GpioSamples.Potentiometers);
        rotator.Point(400, 160);
        Assert.True(Until(() => _chip[0], 5));
        _azimuth.OnRead = () => throw new InvalidOperationException("something new");
        Assert.True(Until(() => !_chip[0] && !_chip[2], 2));
        Assert.True(Until(() => rotator.Feedback.Problem.Contains("something new"), 2), rotator.Feedback.Problem);
    }

    [Fact]
    public void Positions_are_kept_over_a_restart_but_not_sure()
    {
        string file = Path.Combine(_directory, "state", "position");
        var options = GpioSamples.Encoders with { PositionFile = file };
        using (var rotator = Open(options))
        {
            Assert.All(rotator.Axes, a => Assert.False(a.IsSure));
            rotator.SetPosition(123.45, 67.8);
            Assert.All(rotator.Axes, a => Assert.True(a.IsSure));
        }
        Assert.Equal("azimuth 123.45\nelevation 67.8\n", File.ReadAllText(file));
        using var again = Open(options);
        Assert.Equal([123.45, 67.8], again.Axes.Select(a => Math.Round(a.Degrees, 3)));
        Assert.All(again.Axes, a => Assert.False(a.IsSure));
        Assert.True(Until(() => again.Feedback.Problem == "azimuth: position not sure until homed; elevation: position not sure until homed", 5), again.Feedback.Problem);
    }

    [Fact]
    public void A_damaged_position_file_is_as_none()
    {
        string file = Path.Combine(_directory, "position");
        File.WriteAllText(file, "azimuth 12x\n\0\0\0elevation");
        using var rotator = Open(GpioSamples.Encoders with { PositionFile = file });
        Assert.Equal([0.0, 0.0], rotator.Axes.Select(a => a.Degrees));
    }

    [Fact]
    public void A_position_that_cannot_be_kept_is_told()
    {
        using var rotator = Open(GpioSamples.Encoders with { PositionFile = "/proc/no/such" });
        Assert.True(Until(() => rotator.Feedback.Problem.Contains("positions are not kept: /proc/no/such"), 10), rotator.Feedback.Problem);
    }

    [Fact]
    public void Only_numbers_are_targets()
    {
        using IRotator rotator = Open(GpioSamples.Potentiometers);
        Assert.Throws<ArgumentOutOfRangeException>(() => rotator.Point(double.NaN, 0));
    }

    private static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    private static bool Until(Func<bool> isTrue, double seconds)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed.TotalSeconds < seconds; Thread.Sleep(2))
        {
            if (isTrue())
                return true;
        }
        return false;
    }

    private GpioRotator Open(GpioRotatorOptions options) =>
        new(options, [_chip], [], (key, _) => key.StartsWith("azimuth", StringComparison.Ordinal) ? _azimuth : _elevation, TimeProvider.System);

    private void Turn()
    {
        for (double last = Stopwatch.GetElapsedTime(Start).TotalSeconds; !_end.IsCancellationRequested; Thread.Sleep(2))
        {
            double now = Stopwatch.GetElapsedTime(Start).TotalSeconds;
            _azimuth.Step(now - last, Now());
            _elevation.Step(now - last, Now());
            last = now;
        }
    }
}
