using System.Text.Json;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

/// <summary>Blocks that GNU Radio's encoder made: tests/vectors/convolutional.</summary>
internal static class ConvolutionalVectors
{
    public static IEnumerable<(ConvolutionalCode Code, byte[] Bits, byte[] Symbols)> Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "convolutional", "gnuradio_cc_encoder.json")));
        foreach (var block in json.RootElement.EnumerateArray())
            yield return (Find(block.GetProperty("code").GetString()!), Digits(block.GetProperty("bits").GetString()!), Digits(block.GetProperty("symbols").GetString()!));
    }

    public static byte[] Pack(ReadOnlySpan<byte> bits)
    {
        var packed = new byte[(bits.Length + 7) / 8];
        for (var i = 0; i < bits.Length; i++)
            packed[i / 8] |= (byte)(bits[i] << (7 - (i % 8)));
        return packed;
    }

    public static float[] Soft(ReadOnlySpan<byte> symbols, float amplitude = 1)
    {
        var soft = new float[symbols.Length];
        for (var i = 0; i < soft.Length; i++)
            soft[i] = symbols[i] != 0 ? amplitude : -amplitude;
        return soft;
    }

    /// <summary>White Gaussian noise of a standard deviation, by Box and Muller.</summary>
    public static void AddNoise(Span<float> symbols, double deviation, Random random)
    {
        for (var i = 0; i < symbols.Length; i += 2)
        {
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            symbols[i] += (float)(radius * cos);
            if (i + 1 < symbols.Length)
                symbols[i + 1] += (float)(radius * sin);
        }
    }

    private static ConvolutionalCode Find(string name) => new[]
    {
        ConvolutionalCode.Ccsds, ConvolutionalCode.CcsdsUninverted, ConvolutionalCode.NasaDsn, ConvolutionalCode.NasaDsnUninverted, ConvolutionalCode.K9,
        ConvolutionalCode.K9Is95, ConvolutionalCode.CcsdsRate23, ConvolutionalCode.CcsdsRate34, ConvolutionalCode.CcsdsRate56, ConvolutionalCode.CcsdsRate78,
    }.Single(code => code.Name == name);

    private static byte[] Digits(string digits) => [.. digits.Select(c => (byte)(c - '0'))];
}
