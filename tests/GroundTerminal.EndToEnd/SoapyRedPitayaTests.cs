using System.Diagnostics;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.EndToEnd;

/// <summary>Issue 5, figure 1: emulated sky, our server of the Red Pitaya's protocol, Debian's module, libSoapySDR, our driver, our receivers; and back.</summary>
public sealed class SoapyRedPitayaTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(200), Limit = TimeSpan.FromSeconds(60);

    private static readonly EmulatedTransmitterOptions Fsk = new()
    {
        Name = "fsk",
        Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH" },
        FrequencyHz = RedPitayaSky.CenterHz + 40e3,
        CarrierToNoiseDbHz = 65,
        FrameIntervalSeconds = 0.25,
    };

    private static readonly EmulatedTransmitterOptions Bpsk = Fsk with { Name = "bpsk", Signal = new Signal { Modulation = "BPSK", BaudRate = 2400, Framing = "AX.25" }, FrequencyHz = RedPitayaSky.CenterHz - 30e3, FrameIntervalSeconds = 0.8 };

    [SkippableFact]
    public void Every_frame_sent_arrives_through_the_module()
    {
        using var sky = new RedPitayaSky([Fsk, Bpsk]);
        var receivers = new[] { Fsk, Bpsk }.Select(t => (new Receiver(Options(t)), new Frames())).ToArray();
        long samples = 0;
        using (IRadioStream stream = sky.Device.Open(RedPitayaSky.Settings))
        {
            Assert.Equal((RedPitayaSky.RateHz, RedPitayaSky.CenterHz), (stream.SampleRateHz, stream.CenterFrequencyHz));
            samples = Receive(stream, (long)(8 * RedPitayaSky.RateHz), receivers);
        }
        for (int i = 0; i < receivers.Length; i++)
        {
            receivers[i].Item1.Flush(receivers[i].Item2);
            EmulatedTransmitter transmitter = sky.Current.Transmitters[i];
            string[] sent = Sent(transmitter), got = [.. receivers[i].Item2.Payloads];
            // A few samples of the first tuning, of which nothing is sent, come before: they are fewer than a fifth of a second.
            int due = Enumerable.Range(0, (int)transmitter.FramesSent).Count(f => transmitter.GetSentFrame(f).EndSample < samples - (0.4 * RedPitayaSky.RateHz));
            Assert.InRange(got.Length, due, sent.Length);
            Assert.Equal(sent[..got.Length], got);
            Assert.True(due > (i == 0 ? 26 : 7), $"{due} of {sent.Length} due");
        }
    }

    [SkippableFact]
    public void What_is_transmitted_through_the_module_is_received_sample_by_sample_while_it_receives()
    {
        var radiated = new List<Complex32>();
        (double, double) tuned = default;
        using var sky = new RedPitayaSky([], (rate, frequency, samples) =>
        {
            lock (radiated)
                radiated.AddRange(samples);
            tuned = (rate, frequency);
        });
        var signal = new TestSignal(new TestSignalOptions { SampleRateHz = 100e3, Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH", Frames = 10, IdleSymbols = 400 });
        Complex32[] written = signal.ToIq();
        using IRadioStream receiving = sky.Device.Open(RedPitayaSky.Settings);
        using (ITransmitStream stream = sky.Device.OpenTransmit(new RadioSettings { SampleRateHz = 100e3, CenterFrequencyHz = 7.1e6 }))
        {
            for (int at = 0; at < written.Length;)
                at += stream.Write(written.AsSpan(at), endOfBurst: true, Timeout);
            Assert.True(receiving.Read(new Complex32[512], Timeout).Count > 0);
        }
        int Radiated()
        {
            lock (radiated)
                return radiated.Count;
        }
        Assert.True(SpinWait.SpinUntil(() => Radiated() >= written.Length, Limit), $"{Radiated()} of {written.Length}");
        Assert.Equal(written, radiated);
        Assert.Equal((100e3, 7.1e6), tuned);
        var (receiver, frames) = (new Receiver(Options(Fsk) with { SampleRateHz = 100e3, OffsetHz = 0 }), new Frames());
        receiver.Process(radiated.ToArray(), frames);
        receiver.Flush(frames);
        Assert.Equal(signal.Payloads.Select(Convert.ToHexString), frames.Payloads);
    }

    [SkippableFact]
    public void Server_gone_or_silent_the_radio_recovers_and_frames_go_on()
    {
        using var sky = new RedPitayaSky([Fsk]);
        var (receiver, frames) = (new Receiver(Options(Fsk)), new Frames());
        var told = new List<string>();
        // The sky is in this process: where other tests run beside it, its samples may stop for seconds by themselves.
        var options = new RecoveryOptions { Silence = TimeSpan.FromSeconds(3), LongestWait = TimeSpan.FromMilliseconds(500) };
        using var radio = new RecoveringRadio(sky.Device, RedPitayaSky.Settings, options, TimeProvider.System, text => { lock (told) told.Add(text); });
        ReceiveUntil(radio, receiver, frames, 5);
        sky.Unplug();
        WaitForFault(radio, receiver, frames);
        Assert.True(SpinWait.SpinUntil(() => radio.Health.Attempts > 1, Limit), $"{radio.Health}");
        sky.PlugIn();
        ReceiveUntil(radio, receiver, frames, frames.Payloads.Count + 5);
        sky.Hangs = true;
        WaitForFault(radio, receiver, frames);
        sky.Hangs = false;
        ReceiveUntil(radio, receiver, frames, frames.Payloads.Count + 5);
        lock (told)
            Assert.True(radio.Health.Recoveries >= 2 && told.Count >= 4, string.Join('\n', told));
        Assert.True(radio.Health.LostByClock > RedPitayaSky.RateHz, $"{radio.Health.LostByClock} lost");
    }

    [SkippableFact]
    public void Opened_closed_and_refused_it_leaves_nothing_behind()
    {
        using var sky = new RedPitayaSky([]);
        OpenAndClose(sky, 5);
        (int files, int threads, long memory) = Usage();
        OpenAndClose(sky, 50);
        sky.Unplug();
        for (int i = 0; i < 50; i++)
        {
            RadioException absent = Assert.Throws<RadioException>(() => sky.Device.Open(RedPitayaSky.Settings));
            Assert.Equal(RadioFailure.Absent, absent.Failure);
            Assert.Contains("see that it is plugged in or its server runs", absent.Message, StringComparison.Ordinal);
        }
        Assert.True(SpinWait.SpinUntil(() => Usage() is var (f, t, _) && f <= files + 2 && t <= threads + 3, Limit), $"files {files} → {Usage().Files}, threads {threads} → {Usage().Threads}");
        Assert.InRange(Usage().Memory - memory, long.MinValue, 8 << 20);
    }

    [SkippableFact]
    public void What_the_board_cannot_do_is_refused_with_what_it_can()
    {
        using var sky = new RedPitayaSky([]);
        string rate = Assert.Throws<RadioException>(() => sky.Device.Open(RedPitayaSky.Settings with { SampleRateHz = 2.4e6 })).Message;
        Assert.Equal("radio.sample-rate: 2.4 MHz is impossible; the device has 20 kHz, 50 kHz, 100 kHz, 250 kHz, 500 kHz, 1.25 MHz", rate);
        string frequency = Assert.Throws<RadioException>(() => sky.Device.Open(RedPitayaSky.Settings with { CenterFrequencyHz = 437e6 })).Message;
        Assert.Equal("radio.center-frequency: 437 MHz is impossible; the device has 125 kHz to 60 MHz", frequency);
    }

    private static ReceiverOptions Options(EmulatedTransmitterOptions transmitter) => transmitter.Signal.ReceiverOptions(RedPitayaSky.RateHz, SampleKind.Iq) with
    {
        OffsetHz = transmitter.FrequencyHz - RedPitayaSky.CenterHz,
    };

    private static long Receive(IRadioStream stream, long samples, (Receiver Receiver, Frames Frames)[] receivers)
    {
        (long at, long started) = (0, Stopwatch.GetTimestamp());
        for (var buffer = new Complex32[2048]; at < samples;)
        {
            RadioRead read = stream.Read(buffer, Timeout);
            Assert.Equal((0, false), (read.LostBefore, read.LostUnknown));
            foreach (var (receiver, frames) in receivers)
                receiver.Process(buffer.AsSpan(0, read.Count), frames);
            at += read.Count;
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit);
        }
        return at;
    }

    private static void ReceiveUntil(RecoveringRadio radio, Receiver receiver, Frames frames, int count) => Read(radio, receiver, frames, () => frames.Payloads.Count >= count);

    private static void WaitForFault(RecoveringRadio radio, Receiver receiver, Frames frames)
    {
        long before = radio.Health.Faults;
        Read(radio, receiver, frames, () => radio.Health.Faults > before);
    }

    private static void Read(RecoveringRadio radio, Receiver receiver, Frames frames, Func<bool> isEnough)
    {
        long started = Stopwatch.GetTimestamp();
        for (var buffer = new Complex32[2048]; !isEnough();)
        {
            using var cancellation = new CancellationTokenSource(Timeout);
            int count = radio.Read(buffer, out SampleBlockInfo info, cancellation.Token);
            if (info.LostBefore > 0)
                receiver.Skip(info.LostBefore);
            receiver.Process(buffer.AsSpan(0, count), frames);
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"{frames.Payloads.Count} frames; {radio.Health}");
        }
    }

    private static string[] Sent(EmulatedTransmitter transmitter)
    {
        byte[] payload = new byte[transmitter.PayloadLength];
        return [.. Enumerable.Range(0, (int)transmitter.FramesSent).Select(i =>
        {
            transmitter.WritePayload((uint)i, payload);
            return Convert.ToHexString(payload);
        })];
    }

    private static void OpenAndClose(RedPitayaSky sky, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using IRadioStream stream = sky.Device.Open(RedPitayaSky.Settings);
            Assert.True(SpinWait.SpinUntil(() => stream.Read(new Complex32[1000], Timeout).Count > 0, Limit));
        }
    }

    private static (int Files, int Threads, long Memory) Usage()
    {
        GC.Collect();
        long pages = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        return (Directory.GetFiles("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length, pages * Environment.SystemPageSize);
    }

    private sealed class Frames : IReceivedFrameSink
    {
        public List<string> Payloads { get; } = [];

        public void OnFrame(in ReceivedFrame frame) => Payloads.Add(Convert.ToHexString(frame.Payload));
    }
}
