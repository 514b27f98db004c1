using GroundTerminal.Devices.Rotators;
using static GroundTerminal.Tests.Devices.Rotators.RotatorLine;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>rotctld's protocol against what Hamlib 4.5.4's rotctld -m 1 answered and its rotctl -m 2 wrote.</summary>
public class RotctldTests
{
    private const string PlainState = "1\n1\nmin_az=-180.000000\nmax_az=450.000000\nmin_el=0.000000\nmax_el=90.000000\nsouth_zero=0\nrot_type=AzEl\ndone\n";

    private const string ExtendedState =
        "dump_state:\nrotctld Protocol Ver: 1\nRotor Model: 1\nMinimum Azimuth: -180.000000\nMaximum Azimuth: 450.000000\nMinimum Elevation: 0.000000\nMaximum Elevation: 90.000000\n"
        + "South Zero: 0\nrot_type=AzEl\ndone\nRPRT 0\n";

    private static readonly RotatorReply.Limits DummyLimits = new(-180, 450, 0, 90);

    [Fact]
    public void Plain_answers_of_rotctld_are_read()
    {
        var host = new RotctldHost(extended: false);
        var written = string.Concat(new RotatorCommand[]
        {
            new RotatorCommand.AskLimits(), new RotatorCommand.AskPosition(), new RotatorCommand.SetPosition(133.46, 45.4), new RotatorCommand.Stop(), new RotatorCommand.Park(),
            new RotatorCommand.Move(RotatorDirection.Left, Percent: 50), new RotatorCommand.AskInfo(), new RotatorCommand.SetPosition(500, 10), new RotatorCommand.AskPosition(),
        }.Select(c => Written(host, c)));
        Assert.Equal("\\dump_state\np\nP 133.46 45.40\nS\nK\nM 8 50\n_\nP 500.00 10.00\np\n", written);
        RotatorReply[] expected =
        [
            DummyLimits, new RotatorReply.Position(4.26, 4.26), new RotatorReply.Done(), new RotatorReply.Done(), new RotatorReply.Done(), new RotatorReply.Done(),
            new RotatorReply.Info("Dummy rotator"), new RotatorReply.Error("RPRT -1: invalid parameter"), new RotatorReply.Position(-8.36, 0),
        ];
        Assert.Equal(expected, Replies(host, PlainState + "4.26\n4.26\nRPRT 0\nRPRT 0\nRPRT 0\nRPRT 0\nDummy rotator\nRPRT -1\n-8.36\n0.00\n"));
    }

    [Fact]
    public void Extended_answers_of_rotctld_are_read()
    {
        RotatorReply[] expected =
        [
            new RotatorReply.Position(0, 0.01), new RotatorReply.Done(), new RotatorReply.Done(), new RotatorReply.Done(), new RotatorReply.Info("Dummy rotator"), DummyLimits,
            new RotatorReply.Error("RPRT -1: invalid parameter"),
        ];
        Assert.Equal(expected, Replies(new RotctldHost(),
            "get_pos:\nAzimuth: 0.00\nElevation: 0.01\nRPRT 0\nset_pos: 133.46 45.4\nRPRT 0\nstop:\nRPRT 0\npark:\nRPRT 0\nget_info:\nInfo: Dummy rotator\nRPRT 0\n"
            + ExtendedState + "set_pos: 999 0\nRPRT -1\n"));
        Assert.Equal("+P 133.46 45.40\n", Written(new RotctldHost(), new RotatorCommand.SetPosition(133.456, 45.4)));
    }

    [Theory]
    [InlineData("p\n", "133.46\n45.40\n")]
    [InlineData("\\get_pos\r\n", "133.46\n45.40\n")]
    [InlineData("p p\n", "133.46\n45.40\n133.46\n45.40\n")]
    [InlineData("+p\n", "get_pos:\nAzimuth: 133.46\nElevation: 45.40\nRPRT 0\n")]
    [InlineData("+\\get_pos\n", "get_pos:\nAzimuth: 133.46\nElevation: 45.40\nRPRT 0\n")]
    [InlineData(";p\n", "get_pos:;Azimuth: 133.46;Elevation: 45.40;RPRT 0\n")]
    [InlineData("|p\n", "get_pos:|Azimuth: 133.46|Elevation: 45.40|RPRT 0\n")]
    [InlineData(",p\n", "get_pos:,Azimuth: 133.46,Elevation: 45.40,RPRT 0\n")]
    [InlineData("+P 133.46 45.4\n", "set_pos: 133.46 45.4\nRPRT 0\n")]
    [InlineData("+P 999 0\n", "set_pos: 999 0\nRPRT -1\n")]
    [InlineData("P 133.460007 45.400002\n", "RPRT 0\n")] // rotctl -m 2 P 133.46 45.4
    [InlineData("P abc def\n", "RPRT -1\n")]
    [InlineData("P 720 10\n", "RPRT -1\n")]
    [InlineData("+S\n", "stop:\nRPRT 0\n")]
    [InlineData("+K\n", "park:\nRPRT 0\n")]
    [InlineData("M 8 50\n", "RPRT 0\n")]
    [InlineData("\n#\n", "")]
    [InlineData("q\n", "")]
    public void The_device_answers_as_rotctld(string command, string answer) =>
        Assert.Equal(answer, Answers(new RotctldDevice(), command, new RotatorReply.Position(133.46, 45.4)));

    [Theory]
    [InlineData("\\dump_state\n", PlainState)]
    [InlineData("+\\dump_state\n", ExtendedState)]
    public void The_state_is_rotctld_s(string command, string answer) => Assert.Equal(answer, Answers(new RotctldDevice(), command, DummyLimits));

    [Theory]
    [InlineData("_\n", "Dummy rotator\n")]
    [InlineData("+_\n", "get_info:\nInfo: Dummy rotator\nRPRT 0\n")]
    public void The_name_is_told(string command, string answer) => Assert.Equal(answer, Answers(new RotctldDevice(), command, new RotatorReply.Info("Dummy rotator")));

    [Fact]
    public void Plain_numbers_out_of_step_are_never_a_position()
    {
        var host = new RotctldHost(extended: false);
        Written(host, new RotatorCommand.AskPosition());
        Written(host, new RotatorCommand.AskPosition());
        Assert.IsType<RotatorReply.Refused>(Assert.Single(Replies(host, "x133.46\n45.40\n133.46\n45.40\n")));
        Written(host, new RotatorCommand.AskPosition());
        Assert.Equal(new RotatorReply.Position(1, 2), Assert.Single(Replies(host, "1.00\n2.00\n")));
    }

    [Theory]
    [InlineData("get_pos:\nAzimuth: 720.00\nElevation: 45.40\nRPRT 0\n")]
    [InlineData("get_pos:\nAzimuth: abc\nElevation: 45.40\nRPRT 0\n")]
    [InlineData("get_pos:\nElevation: 45.40\nRPRT 0\n")]
    public void What_cannot_be_is_refused(string bytes) => Assert.IsType<RotatorReply.Refused>(Assert.Single(Replies(new RotctldHost(), bytes)));

    [Fact]
    public void A_refused_turn_is_rejected() =>
        Assert.Equal("RPRT -9\n", Answers(new RotctldDevice(), "P 10 20\n", new RotatorReply.Error("horizon mask")));
}
