using GroundTerminal.Devices.Rotators;
using static GroundTerminal.Tests.Devices.Rotators.RotatorLine;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>EasyComm against the bytes that Hamlib 4.5.4 writes and accepts (models 202, 204) and easycomm.txt.</summary>
public class EasycommTests
{
    [Theory]
    [InlineData("AZ133.5 EL45.4\n", 133.46, 45.44)] // rotctl -m 202 P 133.46 45.44
    [InlineData("AZ133.0 EL45.5\n", 133, 45.5)]
    [InlineData("AZ0.0 EL0.0\n", -0.04, 0.04)]
    public void We_write_what_Hamlib_writes(string bytes, double azimuth, double elevation)
    {
        Assert.Equal(bytes, Written(new EasycommHost(2), new RotatorCommand.SetPosition(azimuth, elevation)));
        Assert.Equal(new RotatorCommand.SetPosition(Math.Round(azimuth, 1) + 0.0, Math.Round(elevation, 1)), Assert.Single(Asked(new EasycommDevice(2), bytes)));
    }

    [Fact]
    public void The_other_commands_of_Hamlib_are_known()
    {
        // rotctl -m 204: p, S, K, M 8 50, M 4 -1, M 2 50; -m 202: M 16 50
        RotatorCommand[] expected =
        [
            new RotatorCommand.AskPosition(), new RotatorCommand.Stop(), new RotatorCommand.Park(), new RotatorCommand.Move(RotatorDirection.Left, 4.9),
            new RotatorCommand.Move(RotatorDirection.Down, 5), new RotatorCommand.Move(RotatorDirection.Up, 4.9), new RotatorCommand.Move(RotatorDirection.Right),
        ];
        Assert.Equal(expected, Asked(new EasycommDevice(3), "AZ EL \nSA SE \nPARK\nVL4900\nVD5000\nVU4900\nMR\nRESET\n"));
        Assert.Equal("VL4900\n", Written(new EasycommHost(3), new RotatorCommand.Move(RotatorDirection.Left, 4.9)));
        Assert.False(new EasycommHost(2).TryWrite(new RotatorCommand.Move(RotatorDirection.Left, 4.9), out _, out _));
    }

    [Fact]
    public void A_line_of_EasyComm_I_sets_the_position() =>
        Assert.Equal(new RotatorCommand.SetPosition(133.4, 12.3), Assert.Single(Asked(new EasycommDevice(2), "AZ133.4 EL12.3 UP435000000 SSB DN145900000 USB\n")));

    [Theory]
    [InlineData("AZ133.4 EL12.3\n")] // both accepted by models 202 and 204
    [InlineData("AZ133.4 EL12.3 UP0 DN0\r\n")]
    [InlineData("\xFE,AZ133.4 EL12.3\n")]
    [InlineData("x!AZ133.4 EL12.3\n")]
    [InlineData("GS$AZ133.4 EL12.3\n")]
    public void Replies_that_Hamlib_takes_are_read(string bytes) =>
        Assert.Equal(new RotatorReply.Position(133.4, 12.3), Assert.Single(Replies(new EasycommHost(2), bytes)));

    [Fact]
    public void Axes_may_come_on_lines_of_their_own() =>
        Assert.Equal([new RotatorReply.Position(133.4, null), new RotatorReply.Position(null, -0.3)], Replies(new EasycommHost(2), "AZ133.4\nEL-0.3\n"));

    [Theory]
    [InlineData("AZ720.0 EL12.3\n")]
    [InlineData("AZ133.4 EL500\n")]
    [InlineData("AZabc EL12.3\n")]
    [InlineData("AZ1e2 EL12.3\n")]
    [InlineData("AZ133,4 EL12.3\n")]
    public void What_cannot_be_is_refused_whole(string bytes)
    {
        var host = new EasycommHost(2);
        Assert.NotEmpty(Assert.IsType<RotatorReply.Refused>(Assert.Single(Replies(host, bytes))).Reason);
        Assert.Equal(new RotatorReply.Position(1, 2), Assert.Single(Replies(host, "AZ1.0 EL2.0\n")));
    }

    [Fact]
    public void Registers_and_alarms_are_read()
    {
        RotatorReply[] expected =
        [
            new RotatorReply.Status(EasycommStatus.Moving | EasycommStatus.Error), new RotatorReply.Errors(EasycommErrors.Jam), new RotatorReply.Info("1.2"),
            new RotatorReply.Error("jam"),
        ];
        Assert.Equal(expected, Replies(new EasycommHost(3), "GS10\nGE2\nVE1.2\nALjam\n"));
    }

    [Theory]
    [InlineData("AZ EL \n", "AZ133.5 EL-0.3\n")]
    [InlineData("AZ\n", "AZ133.5\n")]
    [InlineData("EL\r\n", "EL-0.3\n")]
    [InlineData("AZ10.0 EL20.0\n", "")]
    [InlineData("AZ720.0 EL20.0\n", "ALAZ720.0:_azimuth_720;_expected_-180_to_540_degrees\n")]
    public void The_device_answers_questions_alone(string command, string answer) =>
        Assert.Equal(answer, Answers(new EasycommDevice(2), command, new RotatorReply.Position(133.46, -0.34)));
}
