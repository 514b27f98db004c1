using GroundTerminal.Decoding;
using GroundTerminal.Devices;
using GroundTerminal.Emulator;

namespace GroundTerminal.Tests.Decoding;

public class AutoInputTests
{
    private static readonly SampleFileOptions Options = new() { Format = Parse("f32"), SampleRateHz = 8000 };

    [Fact]
    public void Of_a_long_recording_the_unusual_seconds_are_looked_at_and_some_everywhere()
    {
        // Ten minutes of noise with two quieter seconds: quieter, as a signal is in FM audio.
        var samples = Noise(600 * 8000);
        for (var i = 333 * 8000; i < 335 * 8000; i++)
            samples[i] *= 0.3f;
        var excerpt = AutoExcerpt.Of(() => Open(samples), most: 16 * 8000);
        Assert.InRange(excerpt.Seconds, 10, 16);
        Assert.Contains(excerpt.Stretches, s => s.First <= 333 * 8000 && s.First + s.Length >= 335 * 8000);
        Assert.All(Enumerable.Range(0, 6), part => Assert.Contains(excerpt.Stretches, s => s.First / (100 * 8000) == part));
        Assert.All(excerpt.Stretches, s => Assert.Equal(samples[(int)s.First..((int)s.First + s.Length)], s.Audio));
    }

    [Fact]
    public void Of_a_short_recording_all_is_looked_at()
    {
        var samples = Noise(8000);
        var stretch = Assert.Single(AutoExcerpt.Of(() => Open(samples)).Stretches);
        Assert.Equal(samples, stretch.Audio);
    }

    [Fact]
    public void What_was_taken_from_a_pipe_is_given_again()
    {
        var samples = Noise(5000);
        using var pipe = Open(samples);
        var head = new float[1234];
        pipe.Read(head);
        using var replay = new ReplayReader(new AutoStretch(0, head, []), pipe);
        var (again, part) = (new List<float>(), new float[700]);
        for (int n; (n = replay.Read(part)) > 0;)
            again.AddRange(part[..n]);
        Assert.Equal(samples, again);
    }

    [Fact]
    public void The_command_by_hand_is_quoted_for_a_shell()
    {
        var framing = new AutoFraming(new("GEOSCAN"), new Dictionary<string, string> { ["frame size"] = "74" });
        var finding = new AutoFinding(AutoConfidence.Certain, new AutoHypothesis("FSK", 9600), framing, 9600, 12345, 10, 32, []) { OffsetHz = -12000, BandwidthHz = 3000 };
        Assert.Equal(
            "groundterminal decode 'it'\\''s one.wav' --modulation FSK --baud-rate 9600 --framing GEOSCAN --framing-option 'frame size=74' --offset -12000 --bandwidth 3000",
            AutoCommand.Of(new DecodeOptions { Input = "it's one.wav" }, finding));
    }

    private static float[] Noise(int count)
    {
        var noise = new float[count];
        new GaussianNoise(3).Fill(noise, 0.1f);
        return noise;
    }

    private static SampleFormat Parse(string name) => SampleFormat.TryParse(name, out var format) ? format : throw new ArgumentException(name);

    private static ISampleReader Open(float[] samples) => SampleFile.Open(new MemoryStream(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()).ToArray()), "noise", Options);
}
