using GroundTerminal.Configuration;
using GroundTerminal.Dsp;
using GroundTerminal.Live;
using GroundTerminal.Station.Receiving;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Receiving;

public class ChannelLoopTests
{
    private const double RateHz = 250e3;
    private const int BlockLength = 2048;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 18, 0, 0, TimeSpan.Zero);

    /// <summary>The channels that ship, listening and resting in turn over noise.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_channel_that_begins_and_ends_to_listen_allocates_nothing(int index)
    {
        var configuration = ConfigurationReader.Load(null).Configuration;
        using var radio = StationBuilder.CreateRadio(configuration.Radio, new RunOptions(), TimeProvider.System, Sky(configuration));
        var tracking = new ChannelTracking(RateHz, BlockLength);
        var channel = StationBuilder.CreateChannel(configuration.Channels[index], radio) with { Tracking = tracking };
        var ring = new SampleRing(4, BlockLength);
        var loop = new ChannelLoop(ring, new FrameQueue(64, 2048), [(0, channel)], RateHz, null);
        var noise = Streams.ComplexNoise(BlockLength, 4);
        var model = new Still();
        var sample = 0L;
        void Feed(int blocks)
        {
            for (var i = 0; i < blocks; i++, sample += BlockLength)
            {
                Assert.True(ring.TryBeginWrite(out var block));
                noise.CopyTo(block);
                ring.EndWrite(BlockLength, new SampleBlockInfo(sample, Start.AddSeconds(sample / RateHz), TimeSpan.Zero, 0));
                loop.TryStep();
            }
        }
        // What the tracker says it allocates on its own thread.
        Assert.Equal(0, Streams.Allocated(() =>
        {
            tracking.Listen(model, Start, DateTimeOffset.MaxValue);
            return () =>
            {
                Feed(120);
                tracking.Rest();
                Feed(5);
            };
        }));
    }

    private static EmulatedSky Sky(StationConfiguration configuration) => new(configuration, (EmulatedRadioConfiguration)configuration.Radio, Start);

    private sealed class Still : IDopplerModel
    {
        public double ShiftHz(DateTimeOffset utc) => 1234;
    }
}
