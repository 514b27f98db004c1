using GroundTerminal.Devices.Rotators;
using static GroundTerminal.Tests.Devices.Rotators.RotatorLine;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>GS-232 against the bytes that Hamlib 4.5.4 writes and accepts (models 601, 603) and the shapes of Yaesu's manual.</summary>
public class Gs232Tests
{
    [Theory]
    [InlineData("W134 045\r", 133.6, 45.4)] // rotctl -m 601 P 133.6 45.4
    [InlineData("W400 170\r", 400, 170)]
    [InlineData("W012 034\r", 12, 34)]
    [InlineData("W450 180\r", 449.5, 179.5)]
    public void We_write_what_Hamlib_writes(string bytes, double azimuth, double elevation)
    {
        Assert.Equal(bytes, Written(new Gs232Host(), new RotatorCommand.SetPosition(azimuth, elevation)));
        var read = Assert.IsType<RotatorCommand.SetPosition>(Assert.Single(Asked(new Gs232Device(Gs232Model.A), bytes)));
        Assert.Equal((Math.Round(azimuth, MidpointRounding.AwayFromZero), Math.Round(elevation, MidpointRounding.AwayFromZero)), (read.AzimuthDegrees, read.ElevationDegrees));
    }

    [Fact]
    public void The_other_commands_of_Hamlib_are_known()
    {
        // rotctl -m 603: S, M 8 50, M 2 50, M 4 50; a lone CR stands behind each and is nothing.
        RotatorCommand[] expected =
        [
            new RotatorCommand.Stop(), new RotatorCommand.SetSpeed(2), new RotatorCommand.Move(RotatorDirection.Left), new RotatorCommand.Move(RotatorDirection.Up),
            new RotatorCommand.Move(RotatorDirection.Down), new RotatorCommand.AskPosition(),
        ];
        Assert.Equal(expected, Asked(new Gs232Device(Gs232Model.B), "S\r\rX2\r\rL\r\rU\r\rD\r\rC2\r\r"));
        Assert.Equal("C2\r", Written(new Gs232Host(), new RotatorCommand.AskPosition()));
        Assert.Equal("M123\r", Written(new Gs232Host(), new RotatorCommand.SetAzimuth(123.4)));
    }

    [Theory]
    [InlineData("+0180+0045\r\n")] // accepted by model 601 as 180.00 45.00
    [InlineData("AZ=180  EL=045\r\n")] // accepted by model 603
    [InlineData("AZ=180 EL=045\r\n")]
    [InlineData("AZ=180EL=045\r")]
    [InlineData("\r\n\xFF\x80" + "7+0180+0045\r\n")]
    public void Replies_that_Hamlib_takes_are_read(string bytes) =>
        Assert.Equal(new RotatorReply.Position(180, 45), Assert.Single(Replies(new Gs232Host(), bytes)));

    [Theory]
    [InlineData("+0720+0045\r\n")]
    [InlineData("+0180+0999\r\n")]
    [InlineData("+01a0+0045\r\n")]
    [InlineData("+018+0045\r\n")]
    [InlineData("+0045\r\n")] // of C or of B, or the rest of a C2
    [InlineData("AZ=720  EL=045\r\n")]
    [InlineData("AZ=abc  EL=def\r\n")]
    [InlineData("AZ=1x0  EL=045\r\n")]
    public void What_cannot_be_is_refused(string bytes) =>
        Assert.NotEmpty(Assert.IsType<RotatorReply.Refused>(Assert.Single(Replies(new Gs232Host(), bytes))).Reason);

    [Fact]
    public void The_error_prompt_is_an_error() => Assert.Equal(new RotatorReply.Error("?>"), Assert.Single(Replies(new Gs232Host(), "\r\r\n?>\r\n")));

    [Theory]
    [InlineData(Gs232Model.A, "C2\r", "+0134+0045\r\n")]
    [InlineData(Gs232Model.A, "C\r", "+0134\r\n")]
    [InlineData(Gs232Model.A, "B\r", "+0045\r\n")]
    [InlineData(Gs232Model.B, "C2\r", "AZ=134  EL=045\r\n")]
    [InlineData(Gs232Model.B, "c\r", "AZ=134\r\n")]
    [InlineData(Gs232Model.B, "b\r", "EL=045\r\n")]
    [InlineData(Gs232Model.A, "W100 020\r", "\r")]
    [InlineData(Gs232Model.A, "W100 200\r", "?>\r\n")]
    [InlineData(Gs232Model.A, "W451 000\r", "?>\r\n")]
    [InlineData(Gs232Model.A, "W10 20\r", "?>\r\n")]
    [InlineData(Gs232Model.A, "M005 100 200\r", "?>\r\n")]
    [InlineData(Gs232Model.A, "X5\r", "?>\r\n")]
    public void The_device_answers_as_the_manual_says(Gs232Model model, string command, string answer) =>
        Assert.Equal(answer, Answers(new Gs232Device(model), command, new RotatorReply.Position(133.6, 45.4)));
}
