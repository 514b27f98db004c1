using GroundTerminal.Decoding;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Tests.Decoding;

public class FrameMergerTests
{
    [Fact]
    public void Frames_come_out_in_the_order_of_their_ends_when_they_are_due()
    {
        var merger = new FrameMerger(100);
        merger.Add(Found(0, 50, 90, "02"));
        merger.Add(Found(1, 10, 60, "01"));
        Assert.Equal("", Release(merger, 150));
        Assert.Equal("01", Release(merger, 160));
        Assert.Equal("02", Release(merger, long.MaxValue));
    }

    [Theory]
    [InlineData(10f, 12f, 1)]
    [InlineData(12f, 10f, 0)]
    public void The_same_transmission_is_reported_once_from_the_better_signal(float first, float second, int expectedChannel)
    {
        var merger = new FrameMerger(100);
        merger.Add(Found(0, 10, 60, "01", first));
        merger.Add(Found(1, 12, 61, "01", second));
        var emitted = new List<FoundFrame>();
        merger.Release(long.MaxValue, emitted.Add);
        Assert.Equal(expectedChannel, Assert.Single(emitted).Channel);
    }

    [Fact]
    public void It_is_reported_once_even_if_the_other_receiver_is_very_late()
    {
        var merger = new FrameMerger(100);
        merger.Add(Found(0, 10, 60, "01"));
        Assert.Equal("01", Release(merger, 200));
        merger.Add(Found(1, 12, 61, "01", 30));
        Assert.Equal("", Release(merger, long.MaxValue));
    }

    [Fact]
    public void A_frame_sent_again_or_a_different_one_is_kept()
    {
        var merger = new FrameMerger(100);
        merger.Add(Found(0, 10, 60, "01"));
        merger.Add(Found(1, 60, 110, "01"));
        merger.Add(Found(1, 10, 60, "02"));
        merger.Add(Found(0, 10, 60, "01"));
        Assert.Equal("01 01 02 01", Release(merger, long.MaxValue));
    }

    private static string Release(FrameMerger merger, long processed)
    {
        var emitted = new List<string>();
        merger.Release(processed, f => emitted.Add(Convert.ToHexStringLower(f.Frame.Payload)));
        return string.Join(' ', emitted);
    }

    private static FoundFrame Found(int channel, long start, long end, string payload, double snrDb = 10) => new(
        new Frame
        {
            Payload = Convert.FromHexString(payload),
            Sample = start,
            SnrDb = snrDb,
            FrequencyOffsetHz = 0,
            TimingOffsetPpm = 0,
            Inverted = false,
            CorrectedBits = 0,
            HeaderPlausible = true,
            Satellite = "",
            Transmitter = "",
            Framing = "AX.25",
        },
        end,
        channel);
}
