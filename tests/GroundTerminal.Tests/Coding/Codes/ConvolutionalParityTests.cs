using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding.Codes;

public class ConvolutionalParityTests
{
    private const int Bits = 1280;

    public static TheoryData<ConvolutionalCode> Codes => [ConvolutionalCode.Ao40, ConvolutionalCode.NasaDsn, ConvolutionalCode.CcsdsUninverted];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_check_of_a_block_without_noise_is_met_in_both_polarities(ConvolutionalCode code)
    {
        var (first, second) = Symbols(code, new Random(1), 0);
        var checks = (Bits - 6) / 8 * 8;
        Assert.Equal(MathF.Sqrt(checks), new ConvolutionalParity(code).Deviations(first, second), 3);
        Assert.Equal(MathF.Sqrt(checks), new ConvolutionalParity(code).Deviations([.. first.Select(s => -s)], [.. second.Select(s => -s)]), 3);
    }

    [Fact]
    public void Blocks_in_noise_are_told_from_other_symbols()
    {
        var (parity, random) = (new ConvolutionalParity(ConvolutionalCode.Ao40), new Random(2));
        var atZeroDb = Enumerable.Range(0, 300).Select(_ => Deviations(parity, Symbols(ConvolutionalCode.Ao40, random, Math.Sqrt(0.5)))).ToArray();
        var others = Enumerable.Range(0, 300).Select(_ => Deviations(parity, Symbols(ConvolutionalCode.Ao40, random, 0.2, coded: false))).ToArray();
        Assert.InRange(others.Average(), -0.25, 0.25);
        Assert.InRange(others.Select(d => d * d).Average(), 0.7, 1.4);
        Assert.True(others.Max() < 4);
        Assert.True(atZeroDb.Min() > 4);
    }

    [Fact]
    public void Silence_has_no_deviation()
    {
        var parity = new ConvolutionalParity(ConvolutionalCode.Ao40);
        Assert.Equal(0, parity.Deviations(new float[100], new float[100]));
        Assert.Equal(0, parity.Deviations(new float[3], new float[3]));
    }

    [Theory]
    [InlineData(1e-30)]
    [InlineData(1e30)]
    public void The_level_does_not_matter(double level)
    {
        var (first, second) = Symbols(ConvolutionalCode.Ao40, new Random(3), 0.5);
        var parity = new ConvolutionalParity(ConvolutionalCode.Ao40);
        Assert.Equal(parity.Deviations(first, second), parity.Deviations([.. first.Select(s => (float)(s * level))], [.. second.Select(s => (float)(s * level))]), 2);
    }

    private static float Deviations(ConvolutionalParity parity, (float[] First, float[] Second) symbols) => parity.Deviations(symbols.First, symbols.Second);

    private static (float[] First, float[] Second) Symbols(ConvolutionalCode code, Random random, double sigma, bool coded = true)
    {
        var (data, symbols) = (new byte[Bits / 8], new byte[2 * Bits]);
        random.NextBytes(data);
        new ConvolutionalEncoder(code).Encode(data, Bits, symbols);
        float Soft(int i) => (float)((((coded ? symbols[i] : random.Next(2)) * 2) - 1) + (sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble())));
        return ([.. Enumerable.Range(0, Bits).Select(t => Soft(2 * t))], [.. Enumerable.Range(0, Bits).Select(t => Soft((2 * t) + 1))]);
    }
}
