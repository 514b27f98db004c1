using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Modems;

public class BpskModulatorTests : ModulatorContract
{
    protected override IModulator Create(ModulatorOptions options) => new BpskModulator(options, differential: false, manchester: false);

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.5)]
    public void The_signal_is_the_sum_of_the_symbols_pulses(double rollOff)
    {
        var symbols = RandomSymbols(200, seed: 30);
        var signal = Modulate(new BpskModulator(Options(44100, 9600) with { RollOff = rollOff }, false, false), symbols);
        for (var n = 500; n < signal.Length - 500; n++)
        {
            var t = n * 9600.0 / 44100;
            var sum = Enumerable.Range(0, 200).Sum(k => (symbols[k] == 1 ? 1 : -1) * FilterDesign.RootRaisedCosineAt(t - k - 8, rollOff));
            Assert.Equal(sum, signal[n].Re, 0.015);
            Assert.Equal(0, signal[n].Im);
        }
    }

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.5)]
    public void A_matched_filter_sees_each_symbol_alone(double rollOff)
    {
        const int Step = 10;
        var symbols = RandomSymbols(200, seed: 31);
        var signal = Modulate(new BpskModulator(Options(Step * 1200, 1200) with { RollOff = rollOff }, false, false), symbols);
        for (var k = 0; k < symbols.Length - 16; k++)
            Assert.Equal(symbols[k] == 1 ? 1 : -1, Matched(signal, (k + 8) * Step, Step, rollOff), 0.03);
    }

    [Theory]
    [InlineData(false, 1)] // a 1 keeps the phase
    [InlineData(true, -1)] // a 1 turns the phase
    public void Differential_symbols_are_the_turns_of_the_phase(bool manchester, int signOf1)
    {
        const int Step = 20;
        var symbols = RandomSymbols(200, seed: 32);
        var signal = Modulate(new BpskModulator(Options(Step * 1200, 1200), true, manchester), symbols);
        var step = manchester ? Step / 2 : Step;
        var before = 0.0;
        for (var k = 0; k < symbols.Length - 16; k++)
        {
            var at = (8 * step) + (k * Step);
            var value = manchester ? Matched(signal, at, step, 0.35) - Matched(signal, at + step, step, 0.35) : Matched(signal, at, step, 0.35);
            if (k > 0)
                Assert.Equal((symbols[k] == 1 ? 1 : -1) * signOf1, Math.Sign(value * before));
            before = value;
        }
    }

    [Fact]
    public void Manchester_is_the_symbol_then_its_opposite()
    {
        const int Chip = 10;
        var symbols = RandomSymbols(200, seed: 33);
        var signal = Modulate(new BpskModulator(Options(2 * Chip * 1200, 1200), false, true), symbols);
        for (var k = 0; k < symbols.Length - 8; k++)
        {
            var a = symbols[k] == 1 ? 1 : -1;
            Assert.Equal(a, Matched(signal, (8 + (2 * k)) * Chip, Chip, 0.35), 0.03);
            Assert.Equal(-a, Matched(signal, (9 + (2 * k)) * Chip, Chip, 0.35), 0.03);
        }
    }

    [Fact]
    public void The_catalog_has_the_modulations() =>
        Assert.Equal(
            ["FSK", "FSK subaudio", "AFSK", "BPSK", "DBPSK", "BPSK Manchester", "DBPSK Manchester", "QPSK", "OQPSK", "8PSK", "GMSK", "PCM/PM", "PCM/PM Manchester"],
            ModulationCatalog.All.Select(m => m.Name));

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void An_impossible_roll_off_is_refused(double rollOff) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BpskModulator(Options(48000, 1200) with { RollOff = rollOff }, false, false));

    private static double Matched(Complex32[] signal, int center, int step, double rollOff)
    {
        var sum = 0.0;
        for (var d = -8 * step; d < 8 * step; d++)
        {
            if (center + d >= 0 && center + d < signal.Length)
                sum += signal[center + d].Re * FilterDesign.RootRaisedCosineAt((double)d / step, rollOff) / step;
        }
        return sum;
    }
}
