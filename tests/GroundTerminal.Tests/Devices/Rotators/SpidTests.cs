using System.Text;
using GroundTerminal.Devices.Rotators;
using static GroundTerminal.Tests.Devices.Rotators.RotatorLine;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>SPID against the examples of spid.txt and the bytes that Hamlib 4.5.4 writes and accepts (models 901, 902, 903).</summary>
public class SpidTests
{
    private const string Reply = "570307020502030904000220"; // spid.txt, "Status command": 12.5, 34.0, PH = PV = 2

    [Fact]
    public void The_document_s_set_command()
    {
        var host = new SpidHost(SpidModel.Rot2Prog);
        Assert.False(host.TryWrite(new RotatorCommand.SetPosition(123.5, 77), out _, out var refusal));
        Assert.Contains("ask for the position", refusal, StringComparison.Ordinal);
        Assert.Equal(new RotatorReply.Position(12.5, 34), Assert.Single(Replies(host, Bytes(Reply))));
        Assert.Equal("57303936370230383734022F20", Hex(Written(host, new RotatorCommand.SetPosition(123.5, 77)))); // also rotctl -m 901 P 123.5 77
        Assert.Equal("57343833300000000000002F20", Hex(Written(new SpidHost(SpidModel.Rot1Prog), new RotatorCommand.SetAzimuth(123)))); // Rot1Prog, azimuth 123
    }

    [Theory]
    [InlineData(1, "570307020501030904000120", 123, 45, "57303438330130343035012F20")] // rotctl -m 901 P 123.46 45.5, which cuts off
    [InlineData(2, "570307020502030904000220", 123, 45.5, "57303936360230383131022F20")] // rotctl -m 901 P 123.46 45.5
    [InlineData(10, "57030702050A030904000A20", 123.4, 45.5, "57343833340A343035350A2F20")] // rotctl -m 903 P 123.44 45.55
    public void The_controller_s_resolution_is_used(int pulses, string reply, double azimuth, double elevation, string set)
    {
        var host = new SpidHost(SpidModel.Rot2Prog, 4);
        Assert.Equal(new RotatorReply.Position(12.5, 34), Assert.Single(Replies(host, Bytes(reply))));
        Assert.Equal(set, Hex(Written(host, new RotatorCommand.SetPosition(azimuth, elevation))));
        var read = Assert.IsType<RotatorCommand.SetPosition>(Assert.Single(Asked(new SpidDevice(SpidModel.Rot2Prog, pulses), Bytes(set))));
        Assert.Equal(azimuth, read.AzimuthDegrees, 1e-9);
        Assert.Equal(elevation, read.ElevationDegrees, 1e-9);
    }

    [Fact]
    public void Angles_are_rounded_not_cut_off() =>
        Assert.Equal("57303936370230383131022F20", Hex(Written(new SpidHost(SpidModel.Rot2Prog, 2), new RotatorCommand.SetPosition(123.46, 45.3))));

    [Theory]
    [InlineData(SpidModel.Rot1Prog)]
    [InlineData(SpidModel.Rot2Prog)]
    public void Stop_and_status_are_Hamlib_s(SpidModel model)
    {
        const string Stop = "57000000000000000000000F20", Status = "57000000000000000000001F20";
        Assert.Equal(Stop, Hex(Written(new SpidHost(model), new RotatorCommand.Stop())));
        Assert.Equal(Status, Hex(Written(new SpidHost(model), new RotatorCommand.AskPosition())));
        var answer = model == SpidModel.Rot2Prog ? Reply : "5703070220";
        var position = new RotatorReply.Position(model == SpidModel.Rot2Prog ? 12.5 : 12.4, 34);
        Assert.Equal(answer + answer, Hex(Answers(new SpidDevice(model), Bytes(Stop + Status), position)));
        Assert.Equal("", Answers(new SpidDevice(model), Bytes("57303936370230383734022F20"), position));
    }

    [Fact]
    public void Rot1Prog_says_azimuth_alone() =>
        Assert.Equal(new RotatorReply.Position(12, null), Assert.Single(Replies(new SpidHost(SpidModel.Rot1Prog), Bytes("5703070220"))));

    [Theory]
    [InlineData("570909090902030904000220")] // azimuth 639.9
    [InlineData("570307020502090904000220")] // elevation 634
    [InlineData("573337323502333934300220")] // ASCII digits
    [InlineData("570307020503030904000320")] // 3 pulses per degree
    public void What_cannot_be_is_refused(string hex)
    {
        var host = new SpidHost(SpidModel.Rot2Prog);
        Assert.IsType<RotatorReply.Refused>(Assert.Single(Replies(host, Bytes(hex))));
        Assert.Equal(new RotatorReply.Position(12.5, 34), Assert.Single(Replies(host, Bytes(Reply))));
    }

    [Fact]
    public void A_false_start_costs_nothing() =>
        Assert.Equal(new RotatorReply.Position(12.5, 34), Assert.Single(Replies(new SpidHost(SpidModel.Rot2Prog), Bytes("FF5720" + "57" + Reply))));

    [Fact]
    public void Other_commands_are_invalid() => // rotctl -m 903 M 8 1: the motors of an MD-01
        Assert.IsType<RotatorCommand.Invalid>(Assert.Single(Asked(new SpidDevice(SpidModel.Rot2Prog), Bytes("57010000007F00000000001420"))));

    private static string Bytes(string hex) => Encoding.Latin1.GetString(Convert.FromHexString(hex));

    private static string Hex(string bytes) => Convert.ToHexString(Encoding.Latin1.GetBytes(bytes));
}
