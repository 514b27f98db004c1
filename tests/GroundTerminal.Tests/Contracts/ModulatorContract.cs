using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contracts;

/// <summary>What every <see cref="IModulator"/> keeps to.</summary>
public abstract class ModulatorContract
{
    protected abstract IModulator Create(ModulatorOptions options);

    /// <summary>Bytes that a channel symbol takes.</summary>
    protected virtual int BitsPerSymbol => 1;

    [Theory]
    [InlineData(48000, 9600)]
    [InlineData(250000, 9600)]
    [InlineData(44100, 1200)]
    [InlineData(22050, 1200.5)]
    [InlineData(48000, 1240)]
    public void The_symbol_clock_is_exact_in_the_long_run(double sampleRateHz, double baudRate)
    {
        var modulator = Create(Options(sampleRateHz, baudRate));
        var symbols = RandomSymbols(1000, seed: 1);
        var output = new Complex32[modulator.MaxOutput(symbols.Length)];
        long total = 0;
        for (var i = 0; i < 100; i++)
            total += modulator.Process(symbols, output);
        Assert.InRange(total - (Math.Floor(100_000.0 / BitsPerSymbol) * sampleRateHz / baudRate), -0.001, 1.001);
    }

    [Theory]
    [InlineData(48000, 9600)]
    [InlineData(44100, 1200)]
    public void Mean_power_is_1(double sampleRateHz, double baudRate)
    {
        var signal = Modulate(Create(Options(sampleRateHz, baudRate)), RandomSymbols(20_000, seed: 2));
        var tail = signal.AsSpan(signal.Length / 10).ToArray();
        Assert.Equal(1.0, tail.Average(s => (double)s.MagnitudeSquared), 0.01);
    }

    [Fact]
    public void How_the_symbols_are_cut_changes_nothing()
    {
        var symbols = RandomSymbols(2000, seed: 3);
        var whole = Modulate(Create(Options(22050, 1200.5)), symbols);
        var cut = Create(Options(22050, 1200.5));
        var output = new Complex32[cut.MaxOutput(symbols.Length)];
        var random = new Random(4);
        var (taken, written) = (0, 0);
        while (taken < symbols.Length)
        {
            var count = Math.Min(random.Next(0, 9), symbols.Length - taken);
            written += cut.Process(symbols.AsSpan(taken, count), output.AsSpan(written));
            taken += count;
        }
        Assert.Equal(whole, output[..written]);
    }

    [Fact]
    public void No_call_writes_more_than_MaxOutput()
    {
        var modulator = Create(Options(44100, 9600));
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var symbols = RandomSymbols(random.Next(0, 20), seed: i);
            var count = modulator.Process(symbols, new Complex32[modulator.MaxOutput(symbols.Length)]);
            Assert.True(count <= modulator.MaxOutput(symbols.Length));
        }
    }

    [Fact]
    public void After_Reset_it_begins_anew()
    {
        var symbols = RandomSymbols(100, seed: 6);
        var modulator = Create(Options(44100, 1200));
        var first = Modulate(modulator, symbols);
        modulator.Reset();
        Assert.Equal(first, Modulate(modulator, symbols));
    }

    [Fact]
    public void Process_allocates_nothing()
    {
        var modulator = Create(Options(48000, 1200));
        var symbols = RandomSymbols(1000, seed: 7);
        var output = new Complex32[modulator.MaxOutput(symbols.Length)];
        Assert.Equal(0, Streams.Allocated(() => modulator.Process(symbols, output)));
    }

    [Theory]
    [InlineData(0, 1200)]
    [InlineData(48000, 0)]
    [InlineData(48000, -1)]
    [InlineData(48000, 40000)]
    [InlineData(double.NaN, 1200)]
    [InlineData(48000, double.NaN)]
    public void Impossible_rates_are_refused(double sampleRateHz, double baudRate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(Options(sampleRateHz, baudRate)));

    protected static ModulatorOptions Options(double sampleRateHz, double baudRate) => new() { SampleRateHz = sampleRateHz, BaudRate = baudRate };

    protected static Complex32[] Modulate(IModulator modulator, byte[] symbols)
    {
        var output = new Complex32[modulator.MaxOutput(symbols.Length)];
        return output[..modulator.Process(symbols, output)];
    }

    protected static byte[] RandomSymbols(int count, int seed)
    {
        var random = new Random(seed);
        var symbols = new byte[count];
        for (var i = 0; i < count; i++)
            symbols[i] = (byte)random.Next(2);
        return symbols;
    }
}
