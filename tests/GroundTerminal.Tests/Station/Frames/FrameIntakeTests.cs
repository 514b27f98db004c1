using System.Collections.Concurrent;
using System.Threading.Channels;
using GroundTerminal.Station;
using GroundTerminal.Station.Frames;
using GroundTerminal.Station.Receiving;
using GroundTerminal.Tests.Station.Receiving;
using Channel = GroundTerminal.Station.Receiving.Channel;

namespace GroundTerminal.Tests.Station.Frames;

public sealed class FrameIntakeTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-intake-");
    private readonly FrameStore _store;
    private readonly FrameQueue[] _queues = [new(64, 64), new(64, 64)];
    private readonly Channel[] _channels = [new("one", "SAT", "FSK", 9600, "AX.25", 0, new FakeReceiver(1)), new("two", "", "BPSK", 1200, "AX.25 G3RUH", 0, new FakeReceiver(1))];
    private readonly Listener _listener;

    public FrameIntakeTests()
    {
        _store = new FrameStore(Path.Combine(_folder.FullName, "frames.db"));
        _listener = new Listener(_store);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Frames_of_all_queues_are_on_disk_before_a_listener_hears_of_them()
    {
        var intake = new FrameIntake(_store, _queues, _channels, [_listener]);
        for (int n = 0; n < 60; n++)
            _queues[n % 2].TryWrite(new QueuedFrame { Channel = n % 2, Sample = n }, [(byte)n]);
        intake.Start();
        intake.Finish();
        await intake.Completed.WaitAsync(Limit);

        Assert.Equal((60, 60, 0), (intake.Stored, _listener.Heard.Count, _listener.NotOnDisk));
        Frame last = _store.Since(0, 100).Single(f => f.Sample == 59);
        Assert.Equal(("two", "", "AX.25 G3RUH", (byte)59), (last.Transmitter, last.Satellite, last.Framing, last.Payload[0]));
    }

    [Fact]
    public async Task A_full_disk_is_tried_again_until_there_is_room_and_nothing_is_lost()
    {
        _store.Append([FrameSamples.Make(0)]);
        _store.LimitPages(1);
        var intake = new FrameIntake(_store, _queues, _channels, [_listener], retry: TimeSpan.FromMilliseconds(1));
        for (int n = 0; n < 64; n++)
            _queues[0].TryWrite(new QueuedFrame { Sample = n }, new byte[64]);
        intake.Start();
        Assert.True(SpinWait.SpinUntil(() => intake.Failures >= 3, Limit));
        Assert.Contains("full", intake.LastError);
        Assert.Empty(_listener.Heard);

        _store.LimitPages(1_000_000);
        await _listener.First.Reader.ReadAsync().AsTask().WaitAsync(Limit);
        intake.Finish();
        await intake.Completed.WaitAsync(Limit);
        Assert.Equal((64, 64, 0, null), (intake.Stored, _listener.Heard.Count, intake.Unstored, intake.LastError));
    }

    [Fact]
    public async Task What_the_store_refuses_to_the_last_is_counted()
    {
        _store.Append([FrameSamples.Make(0)]);
        _store.LimitPages(1);
        var intake = new FrameIntake(_store, _queues, _channels, [_listener]);
        for (int n = 0; n < 64; n++)
            _queues[0].TryWrite(new QueuedFrame { Sample = n }, new byte[64]);
        intake.Finish();
        intake.Start();
        await intake.Completed.WaitAsync(Limit);
        Assert.Equal((0, 64), (intake.Stored, intake.Unstored));
    }

    private sealed class Listener(FrameStore store) : IFrameListener
    {
        public ConcurrentQueue<Frame> Heard { get; } = new();

        public Channel<Frame> First { get; } = System.Threading.Channels.Channel.CreateUnbounded<Frame>();

        public int NotOnDisk { get; private set; }

        public void OnStored(Frame frame)
        {
            if (store.Since(frame.Id - 1, 1) is not [{ } stored] || stored.Sample != frame.Sample)
                NotOnDisk++;
            Heard.Enqueue(frame);
            First.Writer.TryWrite(frame);
        }
    }
}
