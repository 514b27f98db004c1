using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Benchmarks;

/// <summary>Noisy code words, their encoder and their decoder, without a framing.</summary>
internal static class CodesWords
{
    /// <summary>Encodes a word.</summary>
    public delegate void Encode(ReadOnlySpan<byte> data, Span<byte> bits);

    /// <summary>Decodes a word.</summary>
    /// <returns>Passes.</returns>
    public delegate int Decode(ReadOnlySpan<float> symbols, Span<byte> data);

    /// <summary>Words of random data; eight in a row share theirs.</summary>
    public static List<float[]> Make(CodesCase c, double ebN0Db, int count)
    {
        var (random, data, bits, words) = (new Random(5), new byte[c.DataBits / 8], new byte[c.CodeBits], new List<float[]>());
        var encoder = Encoder(c);
        for (var i = 0; i < count; i++)
        {
            if (i % 8 == 0)
            {
                random.NextBytes(data);
                encoder(data, bits);
            }
            var symbols = new float[bits.Length];
            CodesBenchmark.AddNoise(bits, symbols, c.EsN0Db(ebN0Db), random);
            words.Add(symbols);
        }
        return words;
    }

    public static Encode Encoder(CodesCase c) =>
        c.IsTurbo ? new TurboEncoder(TurboCode.Find(c.Rate, c.DataBits)!).Encode : new LdpcEncoder(LdpcCode.Find(c.Rate, c.DataBits)!).Encode;

    public static Decode Decoder(CodesCase c)
    {
        if (c.IsTurbo)
        {
            var turbo = new TurboDecoder(TurboCode.Find(c.Rate, c.DataBits)!);
            return (symbols, data) => turbo.Decode(symbols, data).HalfIterations;
        }
        var ldpc = new LdpcDecoder(LdpcCode.Find(c.Rate, c.DataBits)!);
        return (symbols, data) => ldpc.Decode(symbols, data).Iterations;
    }
}
