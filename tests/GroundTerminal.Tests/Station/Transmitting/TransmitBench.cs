using GroundTerminal.Modems;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Transmitting;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Transmitting;

/// <summary>A transmit chain on a clock that a test sets, stepped by the test, with a radio, a keying line and a way to the satellite that the test has in its hands.</summary>
internal sealed class TransmitBench : IDisposable
{
    public const double CenterHz = 145.9e6, RateHz = 48e3;
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public TransmitBench(TransmitLimits? limits = null, TransmitChannel? channel = null, bool enabled = true, IUplink? uplink = null)
    {
        Channel = channel ?? Fsk;
        Limits = limits ?? new TransmitLimits();
        Radio = new LoopbackTransmitter(Time, Log);
        Line = new RecordedSwitch(Log);
        Guard = new TransmitGuard(enabled, uplink ?? Way, Limits, Time);
        Chain = new TransmitChain(new TransmitParts
        {
            Device = Radio,
            Settings = new RadioSettings { SampleRateHz = RateHz, CenterFrequencyHz = CenterHz },
            Key = new TransmitKey(Line, Time, Told.Add),
            Guard = Guard,
            Uplink = uplink ?? Way,
            Limits = Limits,
            Channels = [Channel],
            Clock = Time,
            Tell = Told.Add,
            Pause = Pause,
        });
    }

    public static TransmitChannel Fsk { get; } = new()
    {
        Name = "up",
        Satellite = "SAT",
        FrequencyHz = CenterHz + 5000,
        Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH" },
    };

    public ManualTime Time { get; } = new(Noon);

    public List<string> Log { get; } = [];

    public List<string> Told { get; } = [];

    public TransmitChannel Channel { get; }

    public TransmitLimits Limits { get; }

    public LoopbackTransmitter Radio { get; }

    public RecordedSwitch Line { get; }

    public SetUplink Way { get; } = new();

    public TransmitGuard Guard { get; }

    public TransmitChain Chain { get; }

    /// <summary>Called whenever the chain waits.</summary>
    public Action Waiting { get; set; } = () => { };

    public static byte[] Frame(int seed, int length = 60)
    {
        byte[] frame = new byte[length];
        GroundTerminal.Emulator.Transmission.EmulatedPayload.Write(frame, (uint)seed, "GT1SAT", "GT1GND");
        return frame;
    }

    /// <summary>What became of a frame, where that is known.</summary>
    public static TransmitRefusal? Outcome(TransmitTicket ticket)
    {
        Assert.True(ticket.Outcome.IsCompleted);
        return ticket.Outcome.Result;
    }

    /// <summary>Offers a frame and lets the chain work until what became of it is known.</summary>
    public TransmitRefusal? Send(byte[]? payload = null)
    {
        TransmitTicket ticket = Chain.Offer(Channel, payload ?? Frame(1), "test");
        while (!ticket.Outcome.IsCompleted)
            Chain.Step();
        return ticket.Outcome.Result;
    }

    public void Arm() => Assert.Null(Guard.Arm(TimeSpan.FromMinutes(10)));

    public void Dispose() => Chain.Dispose();

    private void Pause(TimeSpan time)
    {
        if (Log.Count == 0 || Log[^1] != "wait")
            Log.Add("wait");
        Time.Pass(time);
        Waiting();
    }

    /// <summary>A keying line that writes down what is done with it.</summary>
    internal sealed class RecordedSwitch(List<string> log) : ITransmitSwitch
    {
        public string Description => "test line";

        public bool IsOn { get; private set; }

        public bool FailsOn { get; set; }

        public bool FailsOff { get; set; }

        public bool Disposed { get; private set; }

        public void Set(bool on)
        {
            if (on ? FailsOn : FailsOff)
                throw new IOException("the line is dead");
            IsOn = on;
            log.Add(on ? "on" : "off");
        }

        public void Dispose() => Disposed = true;
    }

    /// <summary>A way to the satellite as a test says.</summary>
    internal sealed class SetUplink : IUplink
    {
        public TransmitRefusal? Says { get; set; }

        public double ShiftHz { get; set; }

        public TransmitRefusal? Refusal(TransmitChannel channel) => Says;

        public double FrequencyHz(TransmitChannel channel, TimeSpan fromNow) => channel.FrequencyHz + ShiftHz;
    }
}
