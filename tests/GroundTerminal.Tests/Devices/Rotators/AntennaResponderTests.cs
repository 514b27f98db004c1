using System.Buffers;
using System.Text;
using GroundTerminal.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>rotctld's commands through an antenna that has its own mind.</summary>
public sealed class AntennaResponderTests
{
    [Theory]
    [InlineData("P 100 20\n", "RPRT -9\n")]
    [InlineData("+P 100 20\n", "set_pos: 100 20\nRPRT -9\n")]
    [InlineData(";K\n", "park:;RPRT -9\n")]
    [InlineData("P 100\n", "RPRT -1\n")]
    [InlineData("P north 0\n", "RPRT -1\n")]
    [InlineData("S\n", "RPRT 0\n")]
    [InlineData("p\n", "RPRT -6\n")]
    public void What_the_antenna_refuses_has_a_code(string asked, string answer) =>
        Assert.Equal(answer, Ask(new StillAntenna { Refusal = "a pass is under way" }, asked));

    [Fact]
    public void It_obeys()
    {
        var antenna = new StillAntenna { Position = (10, 20), Limits = new(-180, 180, 0, 90) };
        Assert.Equal("RPRT 0\n10.00\n20.00\nget_pos:|Azimuth: 10.00|Elevation: 20.00|RPRT 0\n", Ask(antenna, "P 30.5 40\np\n|p\n"));
        Assert.Equal((30.5, 40), antenna.Target);
        Assert.Contains("min_az=-180.000000\nmax_az=180.000000\nmin_el=0.000000\nmax_el=90.000000\n", Ask(antenna, "\\dump_state\n"), StringComparison.Ordinal);
        Assert.Equal("RPRT 0\n", Ask(antenna, "M 16 -1\n"));
        Assert.Equal((180, 20), antenna.Target);
        Assert.Equal("RPRT 0\n", Ask(antenna, "K\n"));
        Assert.True(antenna.IsParked);
    }

    [Fact]
    public void One_axis_alone_leaves_the_other_its_target()
    {
        var antenna = new StillAntenna { Position = (10, 20) };
        var responder = new AntennaResponder(antenna);
        responder.Obey(new RotatorCommand.SetPosition(100, 60));
        responder.Obey(new RotatorCommand.SetAzimuth(200));
        Assert.Equal((200, 60), antenna.Target);
        responder.Obey(new RotatorCommand.Stop(RotatorAxes.Azimuth));
        Assert.Equal((10, 60), antenna.Target);
        responder.Obey(new RotatorCommand.Stop());
        Assert.Null(antenna.Target);
    }

    private static string Ask(StillAntenna antenna, string text)
    {
        var answers = new ArrayBufferWriter<byte>();
        new RotatorSession(new RotctldDevice(), new AntennaResponder(antenna)).Take(Encoding.ASCII.GetBytes(text), answers);
        return Encoding.ASCII.GetString(answers.WrittenSpan);
    }
}
