using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>A terminated block of 8160 bits, its symbols of 8 bits made as the anchors make theirs: ±60 and noise, cut off at ±127.</summary>
internal static class ViterbiKernels
{
    private const int Bits = 8160;
    private const double Amplitude = 60;

    /// <param name="code">K = 7.</param>
    /// <param name="ebN0Db">Of a decoded bit.</param>
    /// <param name="real">As floats, of which the decoder makes whole numbers itself.</param>
    public static IKernelRun Create(ConvolutionalCode code, double ebN0Db, bool real)
    {
        var random = new AnchorRandom();
        var data = new byte[Bits / 8];
        for (var i = 0; i < Bits; i++)
            data[i / 8] |= (byte)((random.Next() >> 63) << (7 - (i % 8)));
        var symbols = Symbols(code, data, ebN0Db, random);
        float[] floats = [.. symbols.Select(s => (float)s)];
        var (decoder, decoded) = (new ViterbiDecoder(code, Bits), new byte[data.Length]);
        var run = new KernelLoop(Bits * 1e-6, () => _ = real ? decoder.Decode(floats, decoded, ViterbiEnds.Terminated) : decoder.DecodeQuantized(symbols, decoded, ViterbiEnds.Terminated));
        run.Run();
        return decoded.AsSpan().SequenceEqual(data) ? run : throw new InvalidOperationException($"{code.Name}: decoded wrong.");
    }

    private static sbyte[] Symbols(ConvolutionalCode code, byte[] data, double ebN0Db, AnchorRandom random)
    {
        var encoder = new ConvolutionalEncoder(code);
        var coded = new byte[encoder.MaxOutput(Bits + code.ConstraintLength - 1)];
        var length = encoder.Encode(data, Bits, coded);
        length += encoder.Flush(coded.AsSpan(length));
        var deviation = 1 / Math.Sqrt(2 * ((double)Bits / length) * Math.Pow(10, ebN0Db / 10));
        return [.. coded.Take(length).Select(bit => (sbyte)Math.Clamp(Amplitude * ((2 * bit) - 1 + (deviation * random.NextNormal())), -127, 127))];
    }
}
