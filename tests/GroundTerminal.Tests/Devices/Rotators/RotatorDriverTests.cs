using System.Diagnostics;
using GroundTerminal.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>The driver against links that lose, spoil and break.</summary>
public sealed class RotatorDriverTests
{
    private static readonly RotatorDriverOptions Quick = new()
    {
        PollHz = 50,
        ReplyTimeout = TimeSpan.FromMilliseconds(100),
        LeastBackOff = TimeSpan.FromMilliseconds(20),
        MostBackOff = TimeSpan.FromMilliseconds(50),
    };

    private readonly List<string> _told = [];

    public static TheoryData<string> Protocols => [.. RotatorCatalog.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_target_goes_out_and_the_position_comes_back(string protocol)
    {
        var descriptor = RotatorCatalog.Find(protocol)!;
        var rotator = new ScriptedRotator(descriptor.CreateDevice());
        using var driver = Drive(protocol, rotator, Quick with { FixedElevationDegrees = 30 });
        driver.Point(123, 30);
        Until.True(() => driver.Feedback.AzimuthDegrees == 123 && driver.Feedback.ElevationDegrees == 30, "position");
        Assert.Equal("", driver.Feedback.Problem);
        Assert.Equal((0, 0, 0), (driver.Status.Timeouts, driver.Status.RefusedBytes, driver.Status.Reconnects));
        Assert.True(driver.Status.IsOpen);
    }

    [Fact]
    public void Lost_replies_are_counted_and_the_link_stays()
    {
        var lost = 0;
        var rotator = new ScriptedRotator(new Gs232Device(Gs232Model.B)) { Spoil = answer => answer.Length > 1 && lost++ % 3 == 1 ? [] : answer };
        using var driver = Drive("gs232b", rotator, Quick);
        Until.True(() => driver.Status.Timeouts >= 5, "timeouts");
        Until.True(() => driver.Feedback.Problem.Length == 0, "a reply after it");
        Assert.Equal((1, 0), (rotator.Openings, driver.Status.Reconnects));
        Assert.StartsWith("no reply within", driver.Status.LastProblem, StringComparison.Ordinal);
        Assert.Empty(_told);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Noise_between_replies_changes_nothing_but_the_count(string protocol)
    {
        var random = new Random(20261121);
        var rotator = new ScriptedRotator(RotatorCatalog.Find(protocol)!.CreateDevice()) { Spoil = answer => [.. Noise(random), .. answer] };
        using var driver = Drive(protocol, rotator, Quick);
        driver.Point(200, 0);
        Until.True(() => driver.Status.Replies > 30, "replies");
        Until.True(() => driver.Feedback.AzimuthDegrees == 200, "position");
        Assert.Equal(1, rotator.Openings);
    }

    [Fact]
    public void Bytes_that_are_no_reply_are_counted()
    {
        var rotator = new ScriptedRotator(new Gs232Device(Gs232Model.B)) { Spoil = _ => "AZ=9x9  EL=000\r\n"u8.ToArray() };
        using var driver = Drive("gs232b", rotator, Quick);
        Until.True(() => driver.Status.RefusedBytes >= 3 * 16, "refused bytes");
        Assert.False(driver.Feedback.IsHeard);
        Assert.StartsWith("reply refused", driver.Feedback.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_link_is_opened_again_and_said_once()
    {
        var rotator = new ScriptedRotator(new EasycommDevice(2));
        using var driver = Drive("easycomm2", rotator, Quick);
        Until.True(() => driver.Feedback.IsHeard, "position");
        rotator.IsThere = false;
        rotator.Cut();
        Until.True(() => driver.Feedback.Problem == "scripted: not there", "problem");
        Assert.False(driver.Status.IsOpen);
        rotator.IsThere = true;
        var heard = driver.Status.Replies;
        Until.True(() => driver.Status.Replies > heard + 3, "replies");
        Assert.Equal("", driver.Feedback.Problem);
        Assert.Equal(1, driver.Status.Reconnects);
        Until.True(() => _told.Count == 2, "told");
        Assert.Equal(["rotator: scripted: gone; tried again until it is there", "rotator: EasyComm II at scripted is there again"], _told);
    }

    [Fact]
    public void A_link_that_is_mute_for_long_is_opened_again()
    {
        var rotator = new ScriptedRotator(new EasycommDevice(2)) { IsMute = true };
        using var driver = Drive("easycomm2", rotator, Quick with { ReopenAfter = TimeSpan.FromSeconds(0.3) });
        Until.True(() => rotator.Openings >= 3, "openings");
        Assert.Single(_told);
        Assert.Contains("no reply for 0.3 s", _told[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_stop_goes_out_within_one_period_while_a_reply_is_awaited(string protocol)
    {
        var rotator = new ScriptedRotator(RotatorCatalog.Find(protocol)!.CreateDevice());
        using var driver = Drive(protocol, rotator, new RotatorDriverOptions { ReplyTimeout = TimeSpan.FromSeconds(10) });
        Until.True(() => driver.Feedback.IsHeard, "position");
        rotator.IsMute = true;
        Until.True(() => rotator.Unanswered > 0, "a question that is not answered");
        // The least of many: the machine may be busy with other things.
        var least = TimeSpan.MaxValue;
        for (var round = 0; round < 30 && least > TimeSpan.FromSeconds(0.1); round++)
        {
            var stops = Stops(rotator);
            driver.Stop();
            var latency = Until.True(() => Stops(rotator) > stops, "stop");
            least = latency < least ? latency : least;
        }
        Assert.Equal(0, driver.Status.Timeouts);
        Assert.True(least < TimeSpan.FromSeconds(0.1), $"{least.TotalMilliseconds} ms");
    }

    [Fact]
    public void The_newest_target_wins_on_a_slow_line()
    {
        var rotator = new ScriptedRotator(new SpidDevice(SpidModel.Rot2Prog)) { SecondsPerByte = 10 / 600.0 };
        using var driver = Drive("spid-rot2", rotator, Quick);
        Until.True(() => driver.Feedback.IsHeard, "position");
        for (var i = 1; i <= 100; i++)
            driver.Point(i, 10);
        Until.True(() => driver.Feedback.AzimuthDegrees == 100, "position");
        Assert.True(rotator.Others.Length <= 2, $"{rotator.Others.Length} targets");
    }

    [Fact]
    public void The_same_target_is_not_sent_ten_times_a_second()
    {
        var rotator = new ScriptedRotator(new Gs232Device(Gs232Model.A));
        using var driver = Drive("gs232a", rotator, Quick);
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(0.5); Thread.Sleep(5))
            driver.Point(100.4, 20.2);
        Assert.Equal([new RotatorCommand.SetPosition(100, 20)], rotator.Others);
    }

    [Fact]
    public void A_stop_takes_back_the_target_before_it_and_not_the_one_after()
    {
        var rotator = new ScriptedRotator(new EasycommDevice(3)) { IsThere = false };
        using var driver = Drive("easycomm3", rotator, Quick);
        driver.Point(10, 10);
        driver.Stop();
        driver.Point(20, 20);
        rotator.IsThere = true;
        Until.True(() => driver.Feedback.AzimuthDegrees == 20, "position");
        Assert.Equal([new RotatorCommand.Stop(), new RotatorCommand.SetPosition(20, 20)], rotator.Others);
    }

    [Fact]
    public void A_target_that_is_old_when_the_link_comes_back_is_forgotten_and_a_stop_is_not()
    {
        var rotator = new ScriptedRotator(new EasycommDevice(3)) { IsThere = false };
        using var driver = Drive("easycomm3", rotator, Quick with { TargetLifetime = TimeSpan.FromMilliseconds(50) });
        driver.Stop();
        driver.Point(10, 10);
        Thread.Sleep(100);
        rotator.IsThere = true;
        Until.True(() => driver.Status.Replies > 3, "replies");
        Assert.Equal([new RotatorCommand.Stop()], rotator.Others);
    }

    [Fact]
    public void Nothing_is_set_on_a_Rot2Prog_before_its_pulses_are_known()
    {
        var rotator = new ScriptedRotator(new SpidDevice(SpidModel.Rot2Prog, 4));
        using var driver = Drive("spid-rot2", rotator, Quick);
        driver.Point(77.25, 12.5);
        Until.True(() => rotator.Others.Length > 0, "target");
        Assert.IsType<RotatorCommand.AskPosition>(rotator.Commands[0]);
        Assert.Equal(new RotatorCommand.SetPosition(77.25, 12.5), rotator.Others[0]);
    }

    [Fact]
    public void What_the_protocol_cannot_say_is_told()
    {
        var rotator = new ScriptedRotator(new Gs232Device(Gs232Model.A));
        using var driver = Drive("gs232a", rotator, Quick);
        Until.True(() => driver.Feedback.IsHeard, "position");
        driver.Point(500, 20);
        Until.True(() => driver.Status.RefusedCommands == 1, "refusal");
        Assert.Equal("azimuth 500; expected 0 to 450 degrees", driver.Feedback.Problem);
    }

    [Fact]
    public void Disposing_stops_the_motors_and_closes_the_link()
    {
        var rotator = new ScriptedRotator(new SpidDevice(SpidModel.Rot2Prog));
        var driver = Drive("spid-rot2", rotator, Quick);
        driver.Point(300, 60);
        Until.True(() => rotator.Others.Length > 0, "target");
        driver.Dispose();
        Assert.IsType<RotatorCommand.Stop>(rotator.Commands[^1]);
        Assert.False(rotator.IsOpen);
    }

    private RotatorDriver Drive(string protocol, ScriptedRotator rotator, RotatorDriverOptions options) =>
        new(RotatorCatalog.Find(protocol)!, rotator, options, TimeProvider.System, _told.Add);

    private static int Stops(ScriptedRotator rotator) => rotator.Commands.Count(c => c is RotatorCommand.Stop);

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(0, 8)];
        random.NextBytes(noise);
        return [.. noise.Select(b => (byte)(b | 0x80))];
    }
}
