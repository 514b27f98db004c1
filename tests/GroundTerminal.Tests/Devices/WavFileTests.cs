using System.Runtime.InteropServices;
using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices;

public class WavFileTests
{
    private static readonly byte[] FourShorts = MemoryMarshal.AsBytes<short>([16384, -16384, 8192, -32768]).ToArray();
    private static readonly float[] FourFloats = [0.5f, -0.5f, 0.25f, -1];

    [Fact]
    public void Mono_is_audio()
    {
        using var reader = Open(new WavBuilder().Format(1, 1, 48000, 16).Chunk("data", FourShorts).ToArray());
        Assert.Equal((SampleKind.Audio, 48000, 4L), (reader.Kind, reader.SampleRateHz, reader.TotalSamples));
        Assert.Equal(FourFloats, All(reader));
        Assert.Empty(reader.Remarks);
    }

    [Fact]
    public void Stereo_is_complex()
    {
        using var reader = Open(new WavBuilder().Format(1, 2, 48000, 16).Chunk("data", FourShorts).ToArray());
        var samples = new Complex32[5];
        Assert.Equal((SampleKind.Iq, 2L), (reader.Kind, reader.TotalSamples));
        Assert.Equal(2, reader.Read(samples));
        Assert.Equal([new(0.5f, -0.5f), new(0.25f, -1)], samples[..2]);
        Assert.Throws<InvalidOperationException>(() => reader.Read(new float[1]));
    }

    [Theory]
    [InlineData(0, new[] { 0.5f, 0.25f })]
    [InlineData(1, new[] { -0.5f, -1f })]
    public void Stereo_may_be_audio_of_one_channel(int channel, float[] expected)
    {
        var options = new SampleFileOptions { Kind = SampleKind.Audio, Channel = channel };
        using var reader = Open(new WavBuilder().Format(1, 2, 48000, 16).Chunk("data", FourShorts).ToArray(), options);
        Assert.Equal(expected, All(reader));
    }

    [Fact]
    public void Chunks_that_are_not_known_are_skipped_with_their_padding()
    {
        var bytes = new WavBuilder().Chunk("LIST", [1, 2, 3]).Format(1, 1, 8000, 16).Chunk("junk", [9]).Chunk("data", FourShorts).Chunk("id3 ", [7, 7]).ToArray();
        using var reader = Open(bytes);
        Assert.Equal(FourFloats, All(reader));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Extensible_formats_are_read(bool isFloat)
    {
        var data = isFloat ? MemoryMarshal.AsBytes<float>(FourFloats).ToArray() : FourShorts;
        using var reader = Open(new WavBuilder().Format(isFloat ? 3 : 1, 1, 8000, isFloat ? 32 : 16, extensible: true).Chunk("data", data).ToArray());
        Assert.Equal(FourFloats, All(reader));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    public void A_size_that_was_not_known_means_up_to_the_end(uint announced)
    {
        var bytes = new WavBuilder().Format(1, 1, 48000, 16).Chunk("data", FourShorts, announced).ToArray();
        using var reader = Open(bytes);
        Assert.Equal(4, reader.TotalSamples);
        Assert.Equal(FourFloats, All(reader));
        using var pipe = SampleFile.Open(new PipeStream(bytes, 3), "pipe", SampleFileOptions.Default);
        Assert.Null(pipe.TotalSamples);
        Assert.Equal(FourFloats, All(pipe));
    }

    [Fact]
    public void A_large_file_has_its_size_in_ds64()
    {
        var sizes = MemoryMarshal.AsBytes<long>([100, 6, 3, 0]).ToArray()[..28];
        using var reader = Open(new WavBuilder("RF64").Chunk("ds64", sizes).Format(1, 1, 48000, 16).Chunk("data", FourShorts, 0xFFFFFFFF).ToArray());
        Assert.Equal(3, reader.TotalSamples);
        Assert.Equal(FourFloats[..3], All(reader));
    }

    [Fact]
    public void A_file_cut_short_is_read_up_to_its_last_whole_sample()
    {
        var bytes = new WavBuilder().Format(1, 1, 48000, 16).Chunk("data", FourShorts).ToArray()[..^3];
        using var reader = Open(bytes);
        Assert.Equal(FourFloats[..2], All(reader));
        Assert.Contains("3 bytes before the end", Assert.Single(reader.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 8, 1, "A-law")]
    [InlineData(1, 12, 1, "12-bit")]
    [InlineData(1, 16, 3, "3 channels")]
    [InlineData(1, 16, 0, "0 channels")]
    public void What_cannot_be_read_is_named(int tag, int bits, int channels, string expected)
    {
        var bytes = new WavBuilder().Format(tag, channels, 48000, bits).Chunk("data", FourShorts).ToArray();
        var error = Assert.Throws<InputException>(() => Open(bytes));
        Assert.StartsWith("test.wav: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mono_cannot_be_made_complex() =>
        Assert.Throws<InputException>(() => Open(new WavBuilder().Format(1, 1, 48000, 16).Chunk("data", FourShorts).ToArray(), new() { Kind = SampleKind.Iq }));

    [Fact]
    public void How_it_is_cut_into_reads_changes_nothing()
    {
        var data = new byte[300_001];
        new Random(2).NextBytes(data);
        var bytes = new WavBuilder().Format(1, 1, 48000, 24).Chunk("data", data).ToArray();
        using var whole = Open(bytes);
        using var cut = SampleFile.Open(new PipeStream(bytes, 997), "pipe", SampleFileOptions.Default);
        Assert.Equal(All(whole), All(cut, 7919));
    }

    [Fact]
    public void Time_counts_from_the_start_that_the_user_gives()
    {
        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        using var reader = Open(new WavBuilder().Format(1, 1, 48000, 16).Chunk("data", FourShorts).ToArray(), new() { StartTime = start });
        Assert.Equal(start, reader.StartTime);
        Assert.Equal(start.AddSeconds(0.5), reader.TimeOf(24000));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        using var reader = Open(new WavBuilder().Format(1, 1, 48000, 16).Chunk("data", new byte[2_000_000]).ToArray());
        var samples = new float[10_000];
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (var i = 0; i < 9; i++)
                reader.Read(samples);
        }));
    }

    [Fact]
    public void Ten_thousand_damaged_files_are_read_or_refused()
    {
        var originals = new[]
        {
            new WavBuilder().Chunk("LIST", [1, 2, 3]).Format(1, 2, 48000, 16).Chunk("data", FourShorts).ToArray(),
            new WavBuilder("RF64").Chunk("ds64", new byte[28]).Format(3, 1, 48000, 32, extensible: true).Chunk("data", FourShorts, 0xFFFFFFFF).ToArray(),
        };
        var mutator = new Mutator(1);
        var samples = 0L;
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = mutator.Mutate(originals[i % 2]);
            try
            {
                using var reader = i % 3 == 0 ? SampleFile.Open(new PipeStream(bytes, 5), "pipe", SampleFileOptions.Default) : Open(bytes);
                samples += reader.Kind == SampleKind.Iq ? reader.Read(new Complex32[64]) : reader.Read(new float[64]);
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
        Assert.InRange(samples, 1_000, 320_000);
    }

    [SkippableFact]
    public void A_real_recording_gives_its_own_bytes_scaled()
    {
        var path = RepositoryFiles.Shared("recordings/aisat.wav");
        Skip.IfNot(File.Exists(path), "../shared/recordings is not on this machine");
        var bytes = File.ReadAllBytes(path);
        var expected = MemoryMarshal.Cast<byte, short>(bytes.AsSpan(44)).ToArray().Select(s => s / 32768f).ToArray();
        using var reader = SampleFile.Open(path, SampleFileOptions.Default);
        Assert.Equal(expected, All(reader));
        Assert.Equal(expected.Length, reader.TotalSamples);
    }

    private static ISampleReader Open(byte[] bytes, SampleFileOptions? options = null) =>
        SampleFile.Open(new MemoryStream(bytes), "test.wav", options ?? SampleFileOptions.Default);

    private static float[] All(ISampleReader reader, int block = 4096)
    {
        var all = new List<float>();
        var samples = new float[block];
        while (reader.Read(samples) is var count && count > 0)
            all.AddRange(samples[..count]);
        return [.. all];
    }
}
