using System.Runtime.InteropServices;
using System.Text;
using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices;

public sealed class SigMfTests : IDisposable
{
    private const string Meta = """
        {"global": {"core:datatype": "ci16_le", "core:sample_rate": 250000, "core:version": "1.0.0", "core:num_channels": 1},
         "captures": [{"core:sample_start": 0, "core:frequency": 436500000, "core:datetime": "2026-01-02T03:04:05.5Z"},
                      {"core:sample_start": 2, "core:frequency": 437000000, "core:datetime": "2026-01-02T03:05:00Z"}],
         "annotations": []}
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("sigmf").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("x.sigmf-meta")]
    [InlineData("x.sigmf-data")]
    [InlineData("x")]
    public void A_recording_is_opened_by_any_of_its_names(string name)
    {
        Write(Meta, MemoryMarshal.AsBytes<short>([16384, -16384, 8192, -32768, 0, 1]).ToArray());
        using var reader = SampleFile.Open(Path.Combine(_directory, name), SampleFileOptions.Default);
        var samples = new Complex32[8];
        Assert.Equal((SampleKind.Iq, 250000, 436.5e6, 3L), (reader.Kind, reader.SampleRateHz, reader.CenterFrequencyHz, reader.TotalSamples));
        Assert.Equal(3, reader.Read(samples));
        Assert.Equal(new Complex32(0.25f, -1), samples[1]);
    }

    [Fact]
    public void Time_and_frequency_follow_the_captures()
    {
        Write(Meta, new byte[24]);
        using var reader = SampleFile.Open(Path.Combine(_directory, "x"), SampleFileOptions.Default);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 500, TimeSpan.Zero), reader.StartTime);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 5, 0, TimeSpan.Zero).AddMicroseconds(8), reader.TimeOf(4));
        Assert.Contains("437000000 Hz at sample 2", Assert.Single(reader.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_and_trailing_bytes_are_no_samples()
    {
        Write(
            """{"global":{"core:datatype":"ru8","core:sample_rate":10,"core:trailing_bytes":2},"captures":[{"core:sample_start":0,"core:header_bytes":3}]}""",
            [1, 2, 3, 0, 128, 192, 7, 7]);
        using var reader = SampleFile.Open(Path.Combine(_directory, "x"), SampleFileOptions.Default);
        var samples = new float[8];
        Assert.Equal(3, reader.Read(samples));
        Assert.Equal([-1, 0, 0.5f], samples[..3]);
    }

    [Theory]
    [InlineData("", "line 1: is not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "no 'global'")]
    [InlineData("""{"global":{}}""", "no core:datatype")]
    [InlineData("""{"global":{"core:datatype":"cf16_le"}}""", "'cf16_le' is not known")]
    [InlineData("""{"global":{"core:datatype":"cf32_le","core:num_channels":2}}""", "core:num_channels is 2")]
    [InlineData("""{"global":{"core:datatype":"cf32_le","core:sample_rate":-1}}""", "core:sample_rate is -1")]
    [InlineData("""{"global":{"core:datatype":"cf32_le"},"captures":[{}]}""", "no core:sample_start")]
    [InlineData("""{"global":{"core:datatype":"cf32_le"},"captures":[{"core:sample_start":0,"core:datetime":"noon"}]}""", "'noon' is not a time")]
    public void What_is_wrong_is_named(string meta, string expected)
    {
        var error = Assert.Throws<InputException>(() => SigMfMetadata.Parse(Encoding.UTF8.GetBytes(meta), "x.sigmf-meta"));
        Assert.StartsWith("x.sigmf-meta: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_named()
    {
        Assert.Contains("does not exist", Assert.Throws<InputException>(() => SampleFile.Open(Path.Combine(_directory, "no.wav"), new())).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<InputException>(() => SampleFile.Open(Path.Combine(_directory, "no.sigmf-data"), new())).Message, StringComparison.Ordinal);
        Assert.Contains("is a directory", Assert.Throws<InputException>(() => SampleFile.Open(_directory, new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_samples_need_a_rate_and_a_format()
    {
        var path = Path.Combine(_directory, "x.cs8");
        File.WriteAllBytes(path, [64, 0x80, 1]);
        Assert.Contains("--sample-rate", Assert.Throws<InputException>(() => SampleFile.Open(path, new())).Message, StringComparison.Ordinal);
        using var reader = SampleFile.Open(path, new() { SampleRateHz = 1e6 });
        var samples = new Complex32[4];
        Assert.Equal(1, reader.Read(samples));
        Assert.Equal(new Complex32(0.5f, -1), samples[0]);
        Assert.Contains("inside a sample", Assert.Single(reader.Remarks), StringComparison.Ordinal);
        var other = Path.Combine(_directory, "x.bin");
        File.WriteAllBytes(other, [1, 2]);
        Assert.Contains("--format", Assert.Throws<InputException>(() => SampleFile.Open(other, new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_damaged_metadata_files_are_read_or_refused()
    {
        var mutator = new Mutator(2);
        var read = 0;
        for (var i = 0; i < 10_000; i++)
        {
            try
            {
                SigMfMetadata.Parse(mutator.Mutate(Encoding.UTF8.GetBytes(Meta)), "x");
                read++;
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
        Assert.InRange(read, 500, 9_500);
    }

    [SkippableFact]
    public void The_metadata_of_others_are_read()
    {
        var r2cloud = RepositoryFiles.Shared("testdata/sigmf/aausat4.sigmf-meta.json");
        var logo = RepositoryFiles.Shared("testdata/sigmf/sigmf_logo.sigmf-meta");
        Skip.IfNot(File.Exists(r2cloud) && File.Exists(logo), "../shared/testdata is not on this machine");
        var meta = SigMfMetadata.Parse(File.ReadAllBytes(r2cloud), r2cloud);
        Assert.Equal((ElementType.UInt8, 240000), (meta.Format.Type, meta.SampleRateHz!.Value));
        Assert.Contains("core:num_channels is 2", Assert.Throws<InputException>(() => SampleFile.Open(logo, new())).Message, StringComparison.Ordinal);
    }

    private void Write(string meta, byte[] data)
    {
        File.WriteAllText(Path.Combine(_directory, "x.sigmf-meta"), meta);
        File.WriteAllBytes(Path.Combine(_directory, "x.sigmf-data"), data);
    }
}
