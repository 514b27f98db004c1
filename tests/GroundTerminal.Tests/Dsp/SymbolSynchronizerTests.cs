using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Dsp;

public class SymbolSynchronizerTests : ComplexStageContract<SymbolSynchronizer>
{
    protected override SymbolSynchronizer Create() => new(PolyphaseTable.RootRaisedCosine(4, 0.35, 12), 4);

    protected override int MaxOutput(SymbolSynchronizer stage, int inputs) => stage.MaxOutput(inputs);

    protected override int Process(SymbolSynchronizer stage, ReadOnlySpan<Complex32> input, Span<Complex32> output) => stage.Process(input, output);

    protected override void Reset(SymbolSynchronizer stage) => stage.Reset();

    [Theory]
    [InlineData(8, 0, 0)]
    [InlineData(8, 0.37, 0.001)]
    [InlineData(2.5, 0.5, -0.002)]
    [InlineData(4.3, 0.71, 0.01)]
    public void Symbols_come_out_whatever_the_phase_and_a_rate_a_little_off(double samplesPerSymbol, double offset, double rateError)
    {
        const int Symbols = 4000;
        var random = new Random(3);
        var sent = Enumerable.Range(0, Symbols).Select(_ => new Complex32((2 * random.Next(2)) - 1, (2 * random.Next(2)) - 1)).ToArray();
        var input = Modulated(sent, samplesPerSymbol * (1 + rateError), offset * samplesPerSymbol);
        var synchronizer = new SymbolSynchronizer(PolyphaseTable.RootRaisedCosine(samplesPerSymbol, 0.35, 14), samplesPerSymbol);
        var output = new Complex32[synchronizer.MaxOutput(input.Length)];
        var count = synchronizer.Process(input, output);
        Assert.InRange(count, Symbols - 20, Symbols + 20);
        Assert.Equal(samplesPerSymbol * (1 + rateError), synchronizer.SamplesPerSymbol, samplesPerSymbol * 1e-3);
        Assert.Contains(Enumerable.Range(-20, 41), lag => Enumerable.Range(1500, 2000).All(k => output[k + lag].Re * sent[k].Re > 0.5 && output[k + lag].Im * sent[k].Im > 0.5));
    }

    [Fact]
    public void Absurd_parameters_are_refused()
    {
        var filter = PolyphaseTable.RootRaisedCosine(4, 0.35, 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolSynchronizer(filter, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolSynchronizer(filter, 4, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolSynchronizer(filter, 4, 0.01, 0.3));
    }

    private static Complex32[] Modulated(Complex32[] symbols, double period, double offset)
    {
        var samples = new Complex32[(int)(symbols.Length * period)];
        for (var n = 0; n < samples.Length; n++)
        {
            var middle = (int)((n - offset) / period);
            for (var k = Math.Max(0, middle - 7); k <= Math.Min(symbols.Length - 1, middle + 7); k++)
                samples[n] += symbols[k] * (float)FilterDesign.RootRaisedCosineAt(((n - offset) / period) - k, 0.35);
        }
        return samples;
    }
}
