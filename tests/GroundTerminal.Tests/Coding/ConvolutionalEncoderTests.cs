using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding;

public class ConvolutionalEncoderTests
{
    [Fact]
    public void Blocks_of_GNU_Radio_are_met()
    {
        var blocks = 0;
        foreach (var (code, bits, symbols) in ConvolutionalVectors.Read())
        {
            var encoder = new ConvolutionalEncoder(code);
            var output = new byte[encoder.MaxOutput(bits.Length + 8)];
            var written = encoder.Encode(ConvolutionalVectors.Pack(bits), bits.Length, output);
            written += encoder.Flush(output.AsSpan(written));
            Assert.Equal(symbols, output[..written]);
            Assert.Equal(0, encoder.State);
            Assert.Equal(symbols.Length, code.SymbolCount(bits.Length + code.ConstraintLength - 1));
            blocks++;
        }
        Assert.Equal(16, blocks);
    }

    /// <summary>CCSDS 131.0-B-5 §3.3: the impulse response reads the connection vectors 1111001 and 1011011, the second inverted.</summary>
    [Fact]
    public void A_single_one_sends_the_connection_vectors()
    {
        var symbols = new byte[14];
        new ConvolutionalEncoder(ConvolutionalCode.Ccsds).Encode([0x80], 7, symbols);
        Assert.Equal("1111001", string.Concat(symbols.Where((_, i) => i % 2 == 0)));
        Assert.Equal("0100100", string.Concat(symbols.Where((_, i) => i % 2 == 1)));
    }

    [Fact]
    public void Cuts_do_not_change_the_symbols()
    {
        var data = new byte[40];
        new Random(3).NextBytes(data);
        var encoder = new ConvolutionalEncoder(ConvolutionalCode.CcsdsRate78);
        var whole = new byte[640];
        var length = encoder.Encode(data, 320, whole);
        encoder.Reset();
        var pieces = new byte[640];
        var written = 0;
        for (var i = 0; i < data.Length; i++)
            written += encoder.Encode(data.AsSpan(i, 1), 8, pieces.AsSpan(written));
        Assert.Equal(length, written);
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void Bits_and_symbols_are_counted_alike()
    {
        foreach (var (code, _, _) in ConvolutionalVectors.Read())
        {
            for (var bits = 0; bits < 50; bits++)
                Assert.Equal(bits, code.BitCount(code.SymbolCount(bits)));
        }
    }

    [Fact]
    public void A_description_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionalCode("x", 10, [171, 133]));
        Assert.Throws<ArgumentException>(() => new ConvolutionalCode("x", 7, []));
        Assert.Throws<ArgumentException>(() => new ConvolutionalCode("x", 7, [471, 133]));
        Assert.Throws<ArgumentException>(() => new ConvolutionalCode("x", 7, [181, 133]));
        Assert.Throws<ArgumentException>(() => new ConvolutionalCode("x", 7, [171, 133], 0, "110"));
        Assert.Throws<ArgumentException>(() => new ConvolutionalCode("x", 7, [171, 133], 0, "0000"));
    }
}
