using System.Text.Json;
using GroundTerminal.Devices.Recording;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Receiving;
using GroundTerminal.Tests.Devices.Rotators;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Recording;

/// <summary>A recorder in a directory of its own, fed by a radio thread's code.</summary>
internal sealed class RecorderBench : IDisposable
{
    public const double RateHz = 1000, CentreHz = 437e6;
    private readonly TestDirectory _directory = new();

    public string Directory => _directory.Path;

    public RecorderOptions Options(string format = "ci16") => new()
    {
        Directory = Directory,
        Format = RecordingFormat.Find(format)!,
        Station = "Test & Co",
        Author = "nobody",
        Hardware = "fake",
        SampleRateHz = RateHz,
        CenterFrequencyHz = CentreHz,
        KeepFreeBytes = 0,
        BlockLength = 100,
        RingBlocks = 8,
        Plan = _ => [],
    };

    /// <summary>Records a radio to its end, beside another consumer that keeps up.</summary>
    public static Recorder Record(RecorderOptions options, IRadio radio, Action<Recorder>? atEnd = null)
    {
        var recorder = new Recorder(options);
        recorder.Start();
        var reader = new RadioReader(radio, [recorder.Ring]);
        while (reader.Step(default))
        {
        }
        atEnd?.Invoke(recorder);
        recorder.Finish();
        return recorder;
    }

    /// <summary>Hands over one block.</summary>
    public static void Feed(Recorder recorder, Complex32[] samples, long index, DateTimeOffset utc)
    {
        Until.True(() => recorder.Ring.Fill < recorder.Ring.Blocks, "room in the ring");
        Assert.True(recorder.Ring.TryBeginWrite(out Span<Complex32> block));
        samples.CopyTo(block);
        recorder.Ring.EndWrite(samples.Length, new SampleBlockInfo(index, utc, TimeSpan.Zero, 0));
    }

    public string[] Files(string pattern) => [.. System.IO.Directory.GetFiles(Directory, pattern).Order(StringComparer.Ordinal)];

    public JsonElement Meta() => Meta(Assert.Single(Files("*.sigmf-meta")));

    public static JsonElement Meta(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public void Dispose() => _directory.Dispose();
}
