using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Modems;

public class QpskModulatorTests : ModulatorContract
{
    protected override int BitsPerSymbol => 2;

    protected override IModulator Create(ModulatorOptions options) => new PskModulator(options, 2, offset: false);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rails_are_the_sums_of_their_bits_pulses(bool offset)
    {
        var bits = RandomSymbols(400, seed: 40);
        var signal = Modulate(new PskModulator(Options(44100, 9600) with { RollOff = 0.35 }, 2, offset), bits);
        var late = offset ? 0.5 : 0;
        for (var n = 500; n < signal.Length - 500; n++)
        {
            var t = (n * 9600.0 / 44100) - 8;
            double re = 0, im = 0;
            for (var k = 0; k < 200; k++)
            {
                re += ((2 * bits[2 * k]) - 1) * FilterDesign.RootRaisedCosineAt(t - k, 0.35) * Math.Sqrt(0.5);
                im += ((2 * bits[(2 * k) + 1]) - 1) * FilterDesign.RootRaisedCosineAt(t - k - late, 0.35) * Math.Sqrt(0.5);
            }
            Assert.Equal(re, signal[n].Re, 0.015);
            Assert.Equal(im, signal[n].Im, 0.015);
        }
    }
}

public class OffsetQpskModulatorTests : ModulatorContract
{
    protected override int BitsPerSymbol => 2;

    protected override IModulator Create(ModulatorOptions options) => new PskModulator(options, 2, offset: true);
}

public class EightPskModulatorTests : ModulatorContract
{
    protected override int BitsPerSymbol => 3;

    protected override IModulator Create(ModulatorOptions options) => new PskModulator(options, 3, offset: false);

    [Fact]
    public void Neighbours_differ_by_one_bit()
    {
        var around = Enumerable.Range(0, 8).OrderBy(b => (EightPskMap.Point(b).Phase + (2 * Math.PI) + 0.01) % (2 * Math.PI)).ToArray();
        Assert.Equal([0b001, 0b000, 0b100, 0b110, 0b010, 0b011, 0b111, 0b101], around);
        for (var i = 0; i < 8; i++)
            Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)(around[i] ^ around[(i + 1) & 7])));
    }
}

public class PhaseModulatorTests : ModulatorContract
{
    protected override IModulator Create(ModulatorOptions options) => new PhaseModulator(options, manchester: false);

    [Theory]
    [InlineData(false, 1.2)]
    [InlineData(true, 67 * Math.PI / 180)]
    public void The_carrier_keeps_the_cosine_of_the_index(bool manchester, double index)
    {
        var signal = Modulate(new PhaseModulator(Options(96000, 1200), manchester), RandomSymbols(20_000, seed: 41));
        Assert.Equal(Math.Cos(index), signal.Average(s => (double)s.Re), 0.02);
        Assert.Equal(0, signal.Average(s => (double)s.Im), 0.02);
    }

    [Fact]
    public void On_a_subcarrier_the_carrier_keeps_J0_of_the_index()
    {
        var signal = Modulate(new PhaseModulator(Options(96000, 1200) with { SubcarrierHz = 9600, ModulationIndexRadians = 1.2 }, false), RandomSymbols(20_000, seed: 42));
        Assert.Equal(0.6711, signal.Average(s => (double)s.Re), 0.01);
    }
}

public class GmskModulatorTests : ModulatorContract
{
    protected override IModulator Create(ModulatorOptions options) => new GmskModulator(options);
}
