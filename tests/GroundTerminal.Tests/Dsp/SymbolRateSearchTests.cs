using GroundTerminal.Dsp;
using GroundTerminal.Emulator;

namespace GroundTerminal.Tests.Dsp;

public class SymbolRateSearchTests
{
    private const double SampleRateHz = 48000;

    [Theory]
    [InlineData("FSK", 9600, 12)]
    [InlineData("FSK", 7421, 12)]
    [InlineData("FSK", 1207, 12)]
    [InlineData("FSK", 613, 12)]
    public void The_rate_of_a_discriminators_output_is_found_within_a_part_in_2000(string modulation, double baudRate, double ebN0Db)
    {
        var search = new SymbolRateSearch(SampleRateHz, envelope: false);
        search.Process(Signal(modulation, baudRate, ebN0Db).ToFmAudio(Math.Min(3 * baudRate, 40000)));
        Assert.Contains(search.Find(), l => Math.Abs((l.BaudRate / baudRate) - 1) < 5e-4);
    }

    [Theory]
    [InlineData(2718)]
    [InlineData(9570)]
    [InlineData(1196.2)]
    public void The_rate_of_BPSK_is_found_in_its_envelope(double baudRate)
    {
        var search = new SymbolRateSearch(SampleRateHz, envelope: true);
        search.Process(Array.ConvertAll(Signal("BPSK", baudRate, 15).ToIq(), s => s.MagnitudeSquared));
        Assert.Equal(baudRate, search.Find()[0].BaudRate, baudRate * 5e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Noise_has_no_rate(bool envelope)
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var noise = new float[240_000];
            new GaussianNoise(seed).Fill(noise, 1);
            var search = new SymbolRateSearch(SampleRateHz, envelope);
            search.Process(envelope ? Array.ConvertAll(noise, x => x * x) : noise);
            Assert.Empty(search.Find());
        }
    }

    [Fact]
    public void What_is_not_finite_does_no_harm()
    {
        var search = new SymbolRateSearch(SampleRateHz, envelope: false);
        search.Process([.. Enumerable.Range(0, 50_000).Select(i => i % 3 == 0 ? float.NaN : float.PositiveInfinity)]);
        Assert.Empty(search.Find());
    }

    private static TestSignal Signal(string modulation, double baudRate, double ebN0Db) => new(new TestSignalOptions
    {
        SampleRateHz = SampleRateHz,
        Modulation = modulation,
        BaudRate = baudRate,
        Framing = "AX.25 G3RUH",
        EbN0Db = ebN0Db,
        Frames = 6,
        PayloadLength = 200,
    });
}
