using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class DifferentialCodeTests
{
    /// <summary>The definition of IRIG 106, appendix C (mark: a 1 changes; space: a 0 changes), by hand from the level 0.</summary>
    [Theory]
    [InlineData(DifferentialKind.Mark, "10110001101", "11011110110")]
    [InlineData(DifferentialKind.Space, "10110001101", "01110100011")]
    public void Levels_change_where_the_code_says(DifferentialKind kind, string bits, string levels)
    {
        var stream = bits.Select(c => (byte)(c - '0')).ToArray();
        var code = new DifferentialCode(kind);
        code.EncodeBits(stream);
        Assert.Equal(levels, string.Concat(stream));
        code.Reset();
        code.DecodeBits(stream);
        Assert.Equal(bits, string.Concat(stream));
    }

    [Theory]
    [InlineData(DifferentialKind.Mark)]
    [InlineData(DifferentialKind.Space)]
    public void Packed_bits_and_soft_symbols_go_as_bits_do(DifferentialKind kind)
    {
        var soft = Streams.Noise(800, 1);
        var bits = soft.Select(x => x > 0 ? (byte)1 : (byte)0).ToArray();
        var packed = ConvolutionalVectors.Pack(bits);
        var decoded = (byte[])packed.Clone();
        var code = new DifferentialCode(kind);
        code.Decode(decoded.AsSpan(0, 33));
        code.Decode(decoded.AsSpan(33));
        new DifferentialCode(kind).DecodeBits(bits);
        Assert.Equal(ConvolutionalVectors.Pack(bits), decoded);
        var original = (float[])soft.Clone();
        new DifferentialCode(kind).DecodeSoft(soft);
        Assert.Equal(bits, soft.Select(x => x > 0 ? (byte)1 : (byte)0));
        for (var i = 1; i < 800; i++)
            Assert.Equal(Math.Min(Math.Abs(original[i]), Math.Abs(original[i - 1])), Math.Abs(soft[i]));
        code.Reset();
        code.Encode(decoded);
        Assert.Equal(packed, decoded);
    }

    [Fact]
    public void An_inverted_stream_decodes_alike_and_erasures_stay_erasures()
    {
        var soft = Streams.Noise(100, 2);
        soft[50] = float.NaN;
        var inverted = soft.Select(x => -x).ToArray();
        new DifferentialCode(DifferentialKind.Mark).DecodeSoft(soft);
        new DifferentialCode(DifferentialKind.Mark).DecodeSoft(inverted);
        Assert.Equal(0, Math.Abs(soft[50]) + Math.Abs(soft[51]));
        soft[50] = inverted[50] = soft[51] = inverted[51] = 0;
        Assert.Equal(soft[1..], inverted[1..]);
    }
}
