using System.Runtime.InteropServices;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class ViterbiDecoderTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Blocks_of_GNU_Radio_decode_at_any_scale()
    {
        foreach (var (code, bits, symbols) in ConvolutionalVectors.Read())
        {
            foreach (var amplitude in new[] { 1e-36f, 1e-3f, 1f, 1e30f })
            {
                var decoder = new ViterbiDecoder(code, bits.Length);
                var decoded = new byte[(bits.Length + 7) / 8];
                var result = decoder.Decode(ConvolutionalVectors.Soft(symbols, amplitude), decoded, ViterbiEnds.Terminated);
                Assert.Equal(ConvolutionalVectors.Pack(bits), decoded);
                Assert.Equal(new ViterbiResult(bits.Length, 0, symbols.Length, 0, 1), result);
            }
        }
    }

    /// <summary>A packet of AO-73 as gr-satellites' own test has it. Its sync takes the first row of the 80 × 65 block interleaver (P. Karn, AO-40 FEC).</summary>
    [SkippableFact]
    public void A_real_packet_of_AO_73_decodes()
    {
        var path = RepositoryFiles.Shared("testdata/fec/qa_ao40_fec_deframer_frame.f32");
        Skip.IfNot(File.Exists(path), path);
        var frame = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        var symbols = Enumerable.Range(65, 5132).Select(k => frame[(k % 65 * 80) + (k / 65)]).ToArray();
        var decoded = new byte[320];
        var result = new ViterbiDecoder(ConvolutionalCode.Ao40, 2560).Decode(symbols, decoded, ViterbiEnds.Terminated);
        Assert.Equal(2560, result.Bits);
        Assert.Equal(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "convolutional", "ao73_gnuradio.hex")).Trim(), Convert.ToHexString(decoded));
        Assert.InRange(result.Agreement, 0.99, 1);
        Assert.InRange(result.SymbolErrorRate, 0, 0.003);
    }

    [Theory]
    [InlineData(7, 6)]
    [InlineData(9, 6)]
    [InlineData(6, 3)]
    [InlineData(5, 2)]
    public void Vectors_decide_as_the_scalar_form_does(int constraintLength, int generators)
    {
        var random = new Random(4);
        var edges = (1 << (constraintLength - 1)) | 1;
        for (var trial = 0; trial < 60; trial++)
        {
            var octal = new int[1 + (trial % generators)];
            foreach (ref var g in octal.AsSpan())
                g = int.Parse(Convert.ToString(edges | random.Next(1 << constraintLength), 8));
            var code = new ConvolutionalCode("random", constraintLength, octal, random.Next(64));
            var symbols = Streams.Noise((trial + constraintLength) * octal.Length, trial);
            foreach (var ends in new[] { ViterbiEnds.Terminated, ViterbiEnds.FromZero, ViterbiEnds.Unknown, ViterbiEnds.From(5) })
            {
                var (vector, scalar) = (new byte[40], new byte[40]);
                var result = new ViterbiDecoder(code, 100).Decode(symbols, vector, ends);
                Assert.Equal(new ViterbiDecoder(code, 100, scalar: true).Decode(symbols, scalar, ends), result);
                Assert.Equal(scalar, vector);
            }
        }
    }

    /// <summary>Every length to 67 symbols and longer ones, symbols from odd places, bits of which nothing is known before; also whole numbers.</summary>
    [Theory]
    [MemberData(nameof(SixtyFourStates))]
    public void Bytes_decide_as_the_scalar_form_does(ConvolutionalCode code)
    {
        int[] lengths = [.. Enumerable.Range(0, 68), .. Enumerable.Range(68, 60).Select(n => n * 11)];
        var noise = Streams.Noise(1500, 3);
        sbyte[] whole = [.. noise.Select(x => (sbyte)(128 * x))];
        var (decoder, reference) = (new ViterbiDecoder(code, 1500), new ViterbiDecoder(code, 1500, scalar: true));
        foreach (var length in lengths)
        {
            foreach (var ends in new[] { ViterbiEnds.Terminated, ViterbiEnds.FromZero, ViterbiEnds.Unknown, ViterbiEnds.From(37) })
            {
                var (vector, scalar) = (new byte[200], new byte[200]);
                Assert.Equal(reference.Decode(noise.AsSpan(length % 5, length), scalar, ends), decoder.Decode(noise.AsSpan(length % 5, length), vector, ends));
                Assert.Equal(scalar, vector);
                Assert.Equal(reference.DecodeQuantized(whole.AsSpan(length % 5, length), scalar, ends), decoder.DecodeQuantized(whole.AsSpan(length % 5, length), vector, ends));
                Assert.Equal(scalar, vector);
            }
        }
    }

    public static TheoryData<ConvolutionalCode> SixtyFourStates =>
        [ConvolutionalCode.Ccsds, ConvolutionalCode.NasaDsn, ConvolutionalCode.CcsdsRate23, ConvolutionalCode.CcsdsRate34, ConvolutionalCode.CcsdsRate56, ConvolutionalCode.CcsdsRate78];

    /// <summary>The counts are those of the encoder's symbols beside the received, one by one.</summary>
    [Theory]
    [MemberData(nameof(SixtyFourStates))]
    public void Its_counts_are_those_of_the_path_encoded_again(ConvolutionalCode code)
    {
        var random = new Random(9);
        foreach (var bits in new[] { 1, 7, 31, 32, 33, 1000, 9000 })
        {
            var data = new byte[(bits + 7) / 8];
            random.NextBytes(data);
            data[^1] &= (byte)(0xFF << ((8 - (bits % 8)) % 8));
            var encoder = new ConvolutionalEncoder(code);
            var coded = new byte[encoder.MaxOutput(bits + 6)];
            var length = encoder.Encode(data, bits, coded);
            length += encoder.Flush(coded.AsSpan(length));
            var soft = ConvolutionalVectors.Soft(coded.AsSpan(0, length));
            var (erased, wrong) = (0, 0);
            for (var i = 0; i < length; i++)
            {
                if (i % 97 == 60)
                    (soft[i], wrong) = (-soft[i] / 2, wrong + 1);
                else if (i % 97 == 90)
                    (soft[i], erased) = (0, erased + 1);
            }
            var decoded = new byte[data.Length];
            var result = new ViterbiDecoder(code, bits).Decode(soft, decoded, ViterbiEnds.Terminated);
            Assert.Equal(data, decoded);
            Assert.Equal((bits, 0, length - erased, wrong), (result.Bits, result.FinalState, result.Symbols, result.Disagreements));
            var total = length - erased - (wrong / 2.0);
            Assert.Equal((total - wrong) / total, result.Agreement, 0.01);
        }
    }

    /// <summary>Every one of the 2⁸ messages is tried: the decoder's is the one of greatest correlation.</summary>
    [Fact]
    public void The_most_likely_message_is_found()
    {
        var code = ConvolutionalCode.Ccsds;
        var decoder = new ViterbiDecoder(code, 8);
        var words = Enumerable.Range(0, 256).Select(message => Word(code, (byte)message)).ToArray();
        var decoded = new byte[1];
        for (var trial = 0; trial < 200; trial++)
        {
            var noise = Streams.Noise(28, trial);
            decoder.Decode(noise, decoded, ViterbiEnds.Terminated);
            var metrics = words.Select(word => word.Zip(noise, (s, x) => (double)s * x).Sum()).ToArray();
            Assert.InRange(metrics[decoded[0]], metrics.Max() - 0.2, metrics.Max());
        }
    }

    [Fact]
    public void A_stream_cut_in_two_goes_on_from_the_state_between()
    {
        var data = new byte[50];
        new Random(5).NextBytes(data);
        var encoder = new ConvolutionalEncoder(ConvolutionalCode.NasaDsn);
        var symbols = new byte[800];
        encoder.Encode(data.AsSpan(0, 20), 160, symbols);
        var between = encoder.State;
        encoder.Encode(data.AsSpan(20), 240, symbols.AsSpan(320));
        var soft = ConvolutionalVectors.Soft(symbols);
        var decoder = new ViterbiDecoder(ConvolutionalCode.NasaDsn, 400);
        var decoded = new byte[50];
        Assert.Equal(between, decoder.Decode(soft.AsSpan(0, 320), decoded, ViterbiEnds.FromZero).FinalState);
        decoder.Decode(soft.AsSpan(320), decoded.AsSpan(20), ViterbiEnds.From(between));
        Assert.Equal(data, decoded);
        decoder.Decode(soft.AsSpan(320), decoded.AsSpan(20), ViterbiEnds.Unknown);
        Assert.Equal(data, decoded);
    }

    /// <summary>
    /// Against an independent maximum-likelihood decoder in real numbers (numpy, 4 to 25 million bits a point; tests/vectors/PROVENANCE.md), 0.15 dB either way: the rates fall by a factor
    /// of 25 a dB at 4 dB, so that is a factor of 1.5. The figures fit theory: the union bound with the bit weights of the spectrum (36, 0, 211, 0, 1404, 0, 11633, … from distance 10: J. Conan,
    /// IEEE Trans. Comm. COM-32, 1984) is 1.9·10⁻⁵ at 4 dB, and that of rate 3/4 (42, 201, 1492, 10469, … from distance 5, over 3 bits: Y. Yasuda et al., IEEE Trans. Comm. COM-32, 1984) 1.6·10⁻⁵ at 5 dB (both sums cut after seven terms).
    /// </summary>
    [Theory]
    [MemberData(nameof(ErrorRates))]
    public void Its_bit_error_rate_is_that_of_theory(ConvolutionalCode code, double rate, double ebN0Db, double expected, int blocks)
    {
        const int Bits = 3000;
        var random = new Random(7);
        var deviation = Math.Sqrt(1 / (2 * rate * Math.Pow(10, ebN0Db / 10)));
        var decoder = new ViterbiDecoder(code, Bits);
        var (data, decoded, symbols) = (new byte[Bits / 8], new byte[Bits / 8], new byte[2 * Bits + 20]);
        long errors = 0;
        for (var block = 0; block < blocks; block++)
        {
            random.NextBytes(data);
            var encoder = new ConvolutionalEncoder(code);
            var length = encoder.Encode(data, Bits, symbols);
            length += encoder.Flush(symbols.AsSpan(length));
            var soft = ConvolutionalVectors.Soft(symbols.AsSpan(0, length));
            ConvolutionalVectors.AddNoise(soft, deviation, random);
            decoder.Decode(soft, decoded, ViterbiEnds.Terminated);
            for (var i = 0; i < data.Length; i++)
                errors += int.PopCount(data[i] ^ decoded[i]);
        }
        var measured = (double)errors / (blocks * Bits);
        output.WriteLine($"{code.Name} at {ebN0Db} dB: {measured:E2}, expected {expected:E2}");
        Assert.InRange(measured, expected / 1.5, expected * 1.5);
    }

    public static TheoryData<ConvolutionalCode, double, double, double, int> ErrorRates => new()
    {
        { ConvolutionalCode.Ccsds, 0.5, 3, 4.06e-4, 700 },
        { ConvolutionalCode.Ccsds, 0.5, 4, 1.64e-5, 6000 },
        { ConvolutionalCode.CcsdsRate34, 0.75, 4, 3.36e-4, 700 },
        { ConvolutionalCode.CcsdsRate34, 0.75, 5, 1.56e-5, 6000 },
    };

    [Fact]
    public void Bad_symbols_are_survived()
    {
        var decoder = new ViterbiDecoder(ConvolutionalCode.Ccsds, 200);
        var decoded = new byte[25];
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon, 0 })
        {
            var symbols = Enumerable.Repeat(bad, 412).ToArray();
            Assert.Equal(200, decoder.Decode(symbols, decoded, ViterbiEnds.Terminated).Bits);
        }
        Assert.Equal(0, decoder.Decode([], decoded, ViterbiEnds.Terminated).Bits);
        Assert.Equal(0, decoder.Decode(new float[400], decoded, ViterbiEnds.Unknown).Symbols);
        Assert.Throws<ArgumentException>(() => decoder.Decode(new float[414], decoded, ViterbiEnds.Terminated));
        Assert.Throws<ArgumentException>(() => decoder.Decode(new float[412], new byte[24], ViterbiEnds.Terminated));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    public void It_allocates_nothing(int constraintLength)
    {
        const int Bits = 8000;
        var code = constraintLength == 7 ? ConvolutionalCode.Ccsds : ConvolutionalCode.K9;
        var decoder = new ViterbiDecoder(code, Bits);
        var symbols = Streams.Noise(2 * (Bits + constraintLength - 1), 1);
        var decoded = new byte[Bits / 8];
        Assert.Equal(0, Streams.Allocated(() => decoder.Decode(symbols, decoded, ViterbiEnds.Terminated)));
        sbyte[] whole = [.. symbols.Select(x => (sbyte)(127 * x))];
        Assert.Equal(0, Streams.Allocated(() => decoder.DecodeQuantized(whole, decoded, ViterbiEnds.Terminated)));
    }

    private static float[] Word(ConvolutionalCode code, byte message)
    {
        var encoder = new ConvolutionalEncoder(code);
        var symbols = new byte[28];
        encoder.Flush(symbols.AsSpan(encoder.Encode([message], 8, symbols)));
        return ConvolutionalVectors.Soft(symbols);
    }
}
