using GroundTerminal.Modems;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Modems;

public class AfskModulatorTests : ModulatorContract
{
    protected override IModulator Create(ModulatorOptions options) => new AfskModulator(options);

    [Theory]
    [InlineData(1, 500, 2200)]
    [InlineData(0, 500, 1200)]
    [InlineData(1, -500, 1200)]
    public void A_symbol_is_a_tone_of_the_audio(byte symbol, double deviationHz, double expectedHz)
    {
        var modulator = new AfskAudioModulator(Options(48000, 1200) with { DeviationHz = deviationHz });
        var audio = new float[modulator.MaxOutput(200)];
        var count = modulator.Process([.. Enumerable.Repeat(symbol, 200)], audio);
        for (var n = 0; n < count; n++)
            Assert.Equal(Math.Cos(Math.Tau * expectedHz * n / 48000), audio[n], 1e-5);
    }

    [Fact]
    public void A_discriminator_gives_the_audio_back_at_the_FM_deviation()
    {
        var options = Options(48000, 1200) with { FmDeviationHz = 2500 };
        var symbols = RandomSymbols(300, seed: 20);
        var signal = Modulate(new AfskModulator(options), symbols);
        var audioModulator = new AfskAudioModulator(options);
        var audio = new float[audioModulator.MaxOutput(symbols.Length)];
        audioModulator.Process(symbols, audio);
        for (var n = 1; n < signal.Length; n++)
        {
            var frequencyHz = (signal[n] * signal[n - 1].Conjugate).Phase * 48000 / Math.Tau;
            Assert.Equal(2500 * (audio[n] + audio[n - 1]) / 2, frequencyHz, 0.1);
        }
    }

    [Fact]
    public void An_impossible_FM_deviation_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AfskModulator(Options(48000, 1200) with { FmDeviationHz = 0 }));
}
