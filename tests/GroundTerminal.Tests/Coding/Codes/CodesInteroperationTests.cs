using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>What we encode others decode, and the other way round, with errors between: libfec and GNU Radio.</summary>
public class CodesInteroperationTests
{
    private const int Words = 60, Data = 223, Length = 255;

    [SkippableTheory]
    [InlineData(ReedSolomonBasis.Dual)]
    [InlineData(ReedSolomonBasis.Conventional)]
    public void Words_of_libfec_are_corrected(ReedSolomonBasis basis)
    {
        var random = new Random(31);
        var data = new byte[Words * Data];
        random.NextBytes(data);
        var words = CodesPeer.RunLibfec(data, basis == ReedSolomonBasis.Dual ? "encode" : "encode8");
        var code = new CcsdsReedSolomon(32, basis, 1);
        for (var w = 0; w < Words; w++)
        {
            var word = words.AsSpan(w * Length, Length);
            Spoil(word, w % 17, random);
            Assert.Equal(w % 17, code.Decode(word));
            Assert.Equal(data.AsSpan(w * Data, Data), word[..Data]);
        }
    }

    [SkippableTheory]
    [InlineData(ReedSolomonBasis.Dual)]
    [InlineData(ReedSolomonBasis.Conventional)]
    public void Our_words_are_corrected_by_libfec(ReedSolomonBasis basis)
    {
        var random = new Random(32);
        var code = new CcsdsReedSolomon(32, basis, 1);
        var sent = new byte[Words * Length];
        random.NextBytes(sent);
        for (var w = 0; w < Words; w++)
            code.Encode(sent.AsSpan(w * Length, Data), sent.AsSpan((w * Length) + Data, Length - Data));
        var received = (byte[])sent.Clone();
        for (var w = 0; w < Words; w++)
            Spoil(received.AsSpan(w * Length, Length), w % 17, random);
        var answer = CodesPeer.RunLibfec(received, basis == ReedSolomonBasis.Dual ? "decode" : "decode8");
        for (var w = 0; w < Words; w++)
        {
            Assert.Equal(w % 17, answer[w * (Length + 1)]);
            Assert.Equal(sent.AsSpan(w * Length, Length), answer.AsSpan((w * (Length + 1)) + 1, Length));
        }
    }

    /// <summary>At 5 dB both decoders find the block; what libfec finds in noise alone is as likely as what we find.</summary>
    [SkippableFact]
    public void Our_symbols_are_decoded_by_libfec()
    {
        const int Bits = 2000;
        var (code, random) = (ConvolutionalCode.NasaDsnUninverted, new Random(33));
        var data = new byte[Bits / 8];
        random.NextBytes(data);
        var soft = Noisy(code, data, Math.Sqrt(1 / Math.Pow(10, 0.5)), random);
        var answer = CodesPeer.RunLibfec([.. soft.Select(s => (byte)Math.Clamp(127.5 + (60 * s), 0, 255))], "viterbi", $"{Bits}");
        Assert.Equal(data, answer);
        var decoded = new byte[Bits / 8];
        new ViterbiDecoder(code, Bits).Decode(soft, decoded, ViterbiEnds.Terminated);
        Assert.Equal(data, decoded);
    }

    [SkippableFact]
    public void Symbols_of_GNU_Radio_are_decoded_and_ours_are_decoded_by_it()
    {
        const int Bits = 1203;
        var random = new Random(34);
        byte[] bits = [.. Enumerable.Range(0, Bits).Select(_ => (byte)random.Next(2))];
        var symbols = CodesPeer.RunGnuRadio("encode", string.Concat(bits));
        var (code, packed) = (ConvolutionalCode.CcsdsUninverted, ConvolutionalVectors.Pack(bits));
        var soft = ConvolutionalVectors.Soft([.. symbols.Select(c => (byte)(c - '0'))]);
        Assert.Equal(2 * (Bits + 6), soft.Length);
        ConvolutionalVectors.AddNoise(soft, 0.5, random);
        var decoded = new byte[packed.Length];
        new ViterbiDecoder(code, Bits).Decode(soft, decoded, ViterbiEnds.Terminated);
        Assert.Equal(packed, decoded);
        var encoder = new ConvolutionalEncoder(code);
        var ours = new byte[2 * (Bits + 6)];
        encoder.Flush(ours.AsSpan(encoder.Encode(packed, Bits, ours)));
        for (var i = 0; i < 40; i++)
            ours[(i * 60) + random.Next(60)] ^= 1;
        Assert.Equal(string.Concat(bits), CodesPeer.RunGnuRadio("decode", string.Concat(ours)));
    }

    private static float[] Noisy(ConvolutionalCode code, byte[] data, double deviation, Random random)
    {
        var encoder = new ConvolutionalEncoder(code);
        var symbols = new byte[(16 * data.Length) + 12];
        encoder.Flush(symbols.AsSpan(encoder.Encode(data, 8 * data.Length, symbols)));
        var soft = ConvolutionalVectors.Soft(symbols);
        ConvolutionalVectors.AddNoise(soft, deviation, random);
        return soft;
    }

    private static void Spoil(Span<byte> word, int errors, Random random)
    {
        var places = Enumerable.Range(0, word.Length).ToArray();
        random.Shuffle(places);
        foreach (var place in places.AsSpan(0, errors))
            word[place] ^= (byte)random.Next(1, 256);
    }
}
