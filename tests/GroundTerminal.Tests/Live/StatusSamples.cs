using GroundTerminal.Live;

namespace GroundTerminal.Tests.Live;

internal static class StatusSamples
{
    public static StationStatus Make() => new()
    {
        Station = "test station with a rather long name that does not fit a small terminal",
        Version = "0.1.0",
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        UptimeSeconds = 10,
        Radio = new RadioStatus("fake", 250e3, 437e6),
        Stream = new StreamStatus { Samples = 2_500_000, SamplesPerSecond = 250e3, Gaps = 0, LostByRadio = 0, DroppedSamples = 0, RingFill = 1, RingHighWater = 3, RingBlocks = 256, BlockLength = 2048 },
        Loop = new LoopStatus
        {
            Threads = 1,
            Workers = 0,
            WorkerBudgetUsed = null,
            BudgetUsed = 0.1,
            WorstBudgetUsed = 0.2,
            WorstIterationMicroseconds = 900,
            WorstIterationInFirstSecondMicroseconds = 5000,
            WorstHandOverMicroseconds = 9,
            RadioThreadAllocatedBytes = 0,
            LoopThreadAllocatedBytes = 0,
            Histogram = [],
        },
        Store = new StoreStatus { Path = "/frames.db", Stored = 7, Queued = 0, Dropped = 0, Unstored = 0, Failures = 0, Error = null },
        Kiss = null,
        Channels =
        [
            new ChannelStatus
            {
                Name = "9k6",
                Satellite = "SAT",
                Modulation = "FSK",
                BaudRate = 9600,
                Framing = "AX.25 G3RUH",
                FrequencyHz = 437e6,
                OffsetHz = -123.4,
                SnrDb = null,
                Listening = true,
                Frames = 7,
                Duplicates = 0,
                CheckFailures = 0,
                Candidates = 7,
                SampleRateHz = 250_000,
                DroppedSamples = 0,
                LastFrame = null,
            },
        ],
        Antenna = null,
        Contacts = [],
        Notes = ["loop 0 thread: SCHED_FIFO: refused"],
    };
}
