using System.Text.Json;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Recording;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Frames;
using GroundTerminal.Tests.Devices.Rotators;
using GroundTerminal.Tests.Station.Receiving;

namespace GroundTerminal.Tests.Devices.Recording;

public sealed class RecorderTests : IDisposable
{
    private readonly RecorderBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("ci16", ".sigmf-data", 1 / 32768f)]
    [InlineData("ci8", ".sigmf-data", 1 / 128f)]
    [InlineData("cf32", ".sigmf-data", 0)]
    [InlineData("wav", ".wav", 1 / 32768f)]
    [InlineData("raw", ".cs16", 1 / 32768f)]
    public void What_is_recorded_is_played_with_the_same_samples_gaps_indices_and_times(string format, string extension, float step)
    {
        Recorder recorder = RecorderBench.Record(_bench.Options(format), new Noisy());
        Assert.Equal((1, Noisy.Kept, 0), (recorder.Status.Files, recorder.Status.Samples, recorder.Status.LostSamples));
        Assert.Equal(Noisy.Start.ToString("yyyyMMdd'T'HHmmss'Z'") + "_Test---Co" + extension, Path.GetFileName(Assert.Single(_bench.Files("*" + extension))));
        SigMfRules.Check(_bench.Meta());

        var (radio, again) = (new Noisy(), Play());
        var (expected, block, played) = (new Complex32[77], new Complex32[77], new List<(long Index, DateTimeOffset Utc, Complex32 Sample)>());
        long lost = 0, index = -1;
        while (again.Read(block, out SampleBlockInfo info, default) is > 0 and int count)
        {
            Assert.Equal(info.LostBefore, index < 0 ? 0 : info.FirstSample - index);
            lost += info.LostBefore;
            index = info.FirstSample + count;
            for (int i = 0; i < count; i++)
                played.Add((info.FirstSample + i, info.FirstSampleUtc.AddMilliseconds(i), block[i]));
        }
        Assert.Equal((Noisy.Kept, 357L), (played.Count, lost));
        int at = 0;
        while (radio.Read(expected, out SampleBlockInfo info, default) is > 0 and int count)
        {
            for (int i = 0; i < count; i++, at++)
            {
                Assert.Equal(info.FirstSample + i, played[at].Index);
                Assert.InRange((info.FirstSampleUtc.AddMilliseconds(i) - played[at].Utc).Duration().TotalMicroseconds, 0, 1);
                Assert.InRange(MathF.Abs(expected[i].Re - played[at].Sample.Re) + MathF.Abs(expected[i].Im - played[at].Sample.Im), 0, 1.01f * step);
            }
        }
    }

    [Fact]
    public void A_WAV_file_says_its_size_and_is_read_without_the_metadata_too()
    {
        RecorderBench.Record(_bench.Options("wav"), new FakeRadio(1000));
        using ISampleReader reader = SampleFile.Open(Assert.Single(_bench.Files("*.wav")), SampleFileOptions.Default);
        Assert.Equal(1000, reader.TotalSamples);
        var samples = new Complex32[1100];
        Assert.Equal(1000, reader.Read(samples));
        Assert.Empty(reader.Remarks);
    }

    [Fact]
    public void Gaps_contacts_and_frames_are_annotated_where_they_are()
    {
        RecorderOptions options = _bench.Options() with
        {
            WidthsHz = new Dictionary<string, double> { ["9k6"] = 200 },
            Plan = utc => [new RecordingSubject(7, "SAT-1", FakeRadio.Start.AddSeconds(0.5), FakeRadio.Start.AddSeconds(1.2), "contact with SAT-1")],
        };
        Recorder recorder = RecorderBench.Record(options, new FakeRadio(2000) { LoseBefore = n => n == 300 ? 40 : 0 }, r =>
        {
            r.OnStored(FrameAt(400, 96));
            r.OnStored(FrameAt(310, 50)); // begins in the gap
            r.OnStored(FrameAt(99999, 50)); // not recorded
        });
        JsonElement[] annotations = [.. _bench.Meta().GetProperty("annotations").EnumerateArray()];
        Assert.Equal(["gap", "SAT-1", "SAT-1"], annotations.Select(a => a.GetProperty("core:label").GetString()));
        Assert.Equal([(300, 1), (360, 96), (500, 700)], annotations.Select(a => (a.GetProperty("core:sample_start").GetInt32(), a.GetProperty("core:sample_count").GetInt32())), new WithinABlock());
        Assert.StartsWith("40 samples lost", annotations[0].GetProperty("core:comment").GetString());
        Assert.Equal((437e6 + 10 - 100, 437e6 + 10 + 100), (annotations[1].GetProperty("core:freq_lower_edge").GetDouble(), annotations[1].GetProperty("core:freq_upper_edge").GetDouble()));
        Assert.Contains("AX.25, 3 bytes, Es/N0 12.0 dB", annotations[1].GetProperty("core:comment").GetString());
        Assert.EndsWith("_SAT-1.sigmf-data", recorder.Status.File ?? Assert.Single(_bench.Files("*.sigmf-data")));
    }

    [Fact]
    public void A_frame_that_is_stored_after_the_end_of_its_recording_is_annotated_too()
    {
        RecorderOptions options = _bench.Options() with { Plan = utc => utc < FakeRadio.Start.AddSeconds(1) ? [] : null };
        RecorderBench.Record(options, new FakeRadio(3000), r =>
        {
            Until.True(() => r.Ring.Fill == 0 && r.Status.File is null, "the recording has ended");
            r.OnStored(FrameAt(900, 96));
        });
        Assert.Equal(900, Assert.Single(_bench.Meta().GetProperty("annotations").EnumerateArray()).GetProperty("core:sample_start").GetInt32());
    }

    [Fact]
    public void Nothing_is_recorded_where_nothing_is_planned()
    {
        Recorder recorder = RecorderBench.Record(_bench.Options() with { Plan = _ => null }, new FakeRadio(3000));
        Assert.Empty(_bench.Files("*"));
        Assert.Equal(0, recorder.Status.LostSamples);
    }

    [Fact]
    public void A_long_recording_goes_on_in_further_files_without_a_gap()
    {
        RecorderBench.Record(_bench.Options() with { LongestFile = TimeSpan.FromSeconds(1) }, new FakeRadio(3500));
        string[] files = _bench.Files("*.sigmf-meta");
        Assert.Equal(4, files.Length);
        long next = 0;
        foreach (string file in files.OrderBy(f => RecorderBench.Meta(f).GetProperty("captures")[0].GetProperty("core:global_index").GetInt64()))
        {
            JsonElement capture = Assert.Single(RecorderBench.Meta(file).GetProperty("captures").EnumerateArray());
            Assert.Equal(next, capture.GetProperty("core:global_index").GetInt64());
            next += new FileInfo(Path.ChangeExtension(file, ".sigmf-data")).Length / 4;
        }
        Assert.Equal(3500, next);
    }

    [Fact]
    public void The_oldest_recordings_of_ours_are_deleted_for_the_budget_and_those_of_others_stay()
    {
        File.WriteAllText(Path.Combine(_bench.Directory, "theirs.sigmf-meta"), """{ "global": { "core:datatype": "ci16_le", "core:version": "1.2.0", "core:recorder": "Other" }, "captures": [], "annotations": [] }""");
        File.WriteAllBytes(Path.Combine(_bench.Directory, "theirs.sigmf-data"), new byte[1_000_000]);
        RecorderOptions options = _bench.Options() with { BudgetBytes = 40_000, LongestFile = TimeSpan.FromSeconds(1), MetadataInterval = TimeSpan.Zero };
        Recorder recorder = RecorderBench.Record(options, new FakeRadio(60_000));
        string[] left = _bench.Files("*Test*.sigmf-meta");
        long used = _bench.Files("*Test*").Sum(f => new FileInfo(f).Length);
        Assert.InRange(used, 20_000, 40_000 + 5000); // one file may grow by what has come since it was looked last
        Assert.Equal(60 - left.Length, recorder.Status.Deleted);
        Assert.Contains("was deleted", recorder.Notes[0]);
        Assert.Equal(2, _bench.Files("theirs*").Length);
        Assert.Equal(59_000, left.Max(f => RecorderBench.Meta(f).GetProperty("captures")[0].GetProperty("core:global_index").GetInt64()));
    }

    [Fact]
    public void A_full_disk_stops_the_recording_with_a_note_and_whole_samples_stay()
    {
        var disk = new Disk(600_001);
        RecorderOptions options = _bench.Options() with { Create = disk.Create };
        Recorder recorder = RecorderBench.Record(options, new FakeRadio(400_000));
        Assert.Contains("no space", Assert.Single(recorder.Notes));
        long kept = new FileInfo(Assert.Single(_bench.Files("*.sigmf-data"))).Length;
        Assert.Equal(0, kept % 4);
        Assert.InRange(kept, 400_000, 600_001);
        Assert.Null(recorder.Status.File);
        Assert.Equal((kept / 4, 400_000 - (kept / 4)), (recorder.Status.Samples, recorder.Status.LostSamples));
        SigMfRules.Check(_bench.Meta());
        using ISampleReader reader = SampleFile.Open(Assert.Single(_bench.Files("*.sigmf-meta")), SampleFileOptions.Default);
        Assert.Equal(kept / 4, reader.TotalSamples);
    }

    [Fact]
    public void A_disk_that_is_full_from_the_start_leaves_no_file_behind_however_often_it_is_tried()
    {
        RecorderOptions options = _bench.Options("wav") with { Create = new Disk(10).Create, RetryAfter = TimeSpan.Zero };
        Recorder recorder = RecorderBench.Record(options, new FakeRadio(4000));
        Assert.Empty(_bench.Files("*"));
        Assert.Equal((0, 4000), (recorder.Status.Samples, recorder.Status.LostSamples));
        Assert.Single(recorder.Notes);
    }

    [Fact]
    public void Too_little_free_space_refuses_and_it_goes_on_when_there_is_room()
    {
        long free = 10;
        RecorderOptions options = _bench.Options() with { KeepFreeBytes = 1000, FreeBytes = _ => free, RetryAfter = TimeSpan.Zero };
        var recorder = new Recorder(options);
        recorder.Start();
        RecorderBench.Feed(recorder, new Complex32[100], 0, FakeRadio.Start);
        Until.True(() => recorder.Notes.Count == 1, "refused");
        Assert.Contains("free", recorder.Notes[0]);
        free = 5000;
        RecorderBench.Feed(recorder, new Complex32[100], 100, FakeRadio.Start);
        Until.True(() => recorder.Status.Samples == 100, "goes on");
        recorder.Finish();
        Assert.Equal(100, recorder.Status.LostSamples);
    }

    [Fact]
    public void A_slow_disk_loses_samples_of_the_recording_which_are_counted_and_marked()
    {
        var disk = new Disk(long.MaxValue) { Stands = new ManualResetEventSlim() };
        RecorderOptions options = _bench.Options() with { Create = disk.Create, MetadataInterval = TimeSpan.Zero };
        Recorder recorder = RecorderBench.Record(options, new FakeRadio(5000, canBeHeldBack: false), r =>
        {
            Assert.True(r.Ring.DroppedSamples > 3000);
            disk.Stands.Set();
            Until.True(() => r.Ring.Fill == 0, "it goes on");
            RecorderBench.Feed(r, new Complex32[100], 5000, FakeRadio.Start.AddSeconds(5));
        });
        Assert.Equal(recorder.Ring.DroppedSamples, recorder.Status.LostSamples);
        JsonElement last = _bench.Meta().GetProperty("captures").EnumerateArray().Last();
        Assert.Equal(5000, last.GetProperty("core:global_index").GetInt64());
        Assert.Equal(5000 - recorder.Ring.DroppedSamples, last.GetProperty("core:sample_start").GetInt64());
        Assert.Contains("the disk was slow", _bench.Meta().GetProperty("annotations")[0].GetProperty("core:comment").GetString());
    }

    private static Frame FrameAt(long sample, long length) => new()
    {
        Payload = [1, 2, 3],
        Sample = sample,
        LengthSamples = length,
        SnrDb = 12,
        FrequencyOffsetHz = 10,
        TimingOffsetPpm = 0,
        Inverted = false,
        CorrectedBits = 0,
        HeaderPlausible = true,
        Satellite = "SAT-1",
        Transmitter = "9k6",
        Framing = "AX.25",
    };

    private FileRadio Play() => new(() => SampleFile.Open(Assert.Single(_bench.Files("*.sigmf-meta")), SampleFileOptions.Default), new FileRadioOptions { Pace = null }, TimeProvider.System);

    /// <summary>Contacts begin and end with blocks.</summary>
    private sealed class WithinABlock : IEqualityComparer<(int Start, int Count)>
    {
        public bool Equals((int Start, int Count) x, (int Start, int Count) y) => Math.Abs(x.Start - y.Start) <= (x.Count > 500 ? 100 : 0) && Math.Abs(x.Count - y.Count) <= (x.Count > 500 ? 100 : 0);

        public int GetHashCode((int Start, int Count) obj) => 0;
    }

    /// <summary>Noise with two gaps; its time jumps a little at the second, as that of a radio that was opened again.</summary>
    private sealed class Noisy : IRadio
    {
        public const long Kept = 4643;
        private readonly Random _random = new(5);
        private long _next = 1_000_000;
        private int _read;

        public static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, 891, TimeSpan.Zero);

        public string Description => "noisy";

        public double SampleRateHz => 1000;

        public double CenterFrequencyHz => 437e6;

        public bool CanBeHeldBack => true;

        public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
        {
            int untilGap = _read < 1234 ? 1234 - _read : _read < 3000 ? 3000 - _read : (int)Kept - _read;
            long lost = _read == 1234 ? 350 : _read == 3000 ? 7 : 0;
            int count = Math.Min(destination.Length, untilGap);
            _next += lost;
            info = new SampleBlockInfo(_next, Start.AddMilliseconds(_next - 1_000_000 + (_read >= 3000 ? 0.25 : 0)), TimeSpan.Zero, lost);
            for (int i = 0; i < count; i++)
                destination[i] = new Complex32(_random.NextSingle() - 0.5f, _random.NextSingle() - 0.5f);
            (_next, _read) = (_next + count, _read + count);
            return count;
        }

        public void Dispose()
        {
        }
    }

    /// <summary>A disk with so many bytes, which may stand still.</summary>
    private sealed class Disk(long bytes)
    {
        private long _left = bytes;

        public ManualResetEventSlim? Stands { get; init; }

        public Stream Create(string path) => new Written(this, path);

        private sealed class Written(Disk disk, string path) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
        {
            public override void Write(ReadOnlySpan<byte> buffer)
            {
                disk.Stands?.Wait();
                int fits = (int)Math.Min(buffer.Length, disk._left);
                base.Write(buffer[..fits]);
                disk._left -= fits;
                if (fits < buffer.Length)
                    throw new IOException("no space left on device");
            }
        }
    }
}
