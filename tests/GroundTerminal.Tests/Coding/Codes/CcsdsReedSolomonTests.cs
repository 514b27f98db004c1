using System.Globalization;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>Blocks of Suomi NPP, of Meteor-M and of another implementation's AOS sender, and words of libfec's dual-basis encoder.</summary>
public class CcsdsReedSolomonTests
{
    [Fact]
    public void Parity_in_the_dual_basis_is_libfecs()
    {
        var code = new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 1);
        foreach (var (data, parity) in DualVectors())
        {
            var own = new byte[32];
            code.Encode(data, own);
            Assert.Equal(parity, own);
        }
    }

    [Fact]
    public void Interleaved_words_are_single_words_in_turn()
    {
        var vectors = DualVectors().Where(v => v.Data.Length == 223).Take(2).ToArray();
        var code = new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 2);
        byte[] Interleave(byte[] a, byte[] b) => [.. a.Zip(b).SelectMany(p => new[] { p.First, p.Second })];
        var parity = new byte[64];
        code.Encode(Interleave(vectors[0].Data, vectors[1].Data), parity);
        Assert.Equal(Interleave(vectors[0].Parity, vectors[1].Parity), parity);
    }

    [SkippableFact]
    public void Blocks_of_Suomi_NPP_are_code_words_and_come_back_from_errors()
    {
        var cadus = Cadus("snpp_7cadus_2vcids.dat").Concat(Cadus("snpp_synchronized_cadus.dat")).ToList();
        Assert.Equal(72, cadus.Count);
        var pattern = Randomizer(1020);
        CheckBlocks(cadus.Select(c => c.Zip(pattern).Select(p => (byte)(p.First ^ p.Second)).ToArray()), new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 4));
    }

    [SkippableFact]
    public void Blocks_of_another_implementation_are_code_words()
    {
        var lines = File.ReadAllLines(SharedFile("ccsds/dumpFile_aos_1.hex")).Where(l => l.Length > 0).ToList();
        Assert.Equal(30, lines.Count);
        CheckBlocks(lines.Select(l => Convert.FromHexString(l)[4..]), new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 4));
    }

    /// <summary>testdata/MANIFEST.md: of the first block all words are clean, of the second two of four, and the other two carry errors.</summary>
    [SkippableFact]
    public void Blocks_of_Meteor_are_code_words_in_the_conventional_basis()
    {
        var bytes = File.ReadAllBytes(SharedFile("lrpt/meteor_2cadu.bin"));
        var code = new CcsdsReedSolomon(32, ReedSolomonBasis.Conventional, 4);
        CheckBlocks([bytes[4..1024]], code);
        var second = bytes[1028..2048];
        var first = (byte[])second.Clone();
        Assert.NotEqual(0, code.Decode(second));
        Assert.Equal(2, Enumerable.Range(0, 4).Sum(k => Clean(first, k, code)));
    }

    [Theory]
    [InlineData(32, ReedSolomonBasis.Dual, 5, 223)]
    [InlineData(16, ReedSolomonBasis.Dual, 8, 239)]
    [InlineData(16, ReedSolomonBasis.Conventional, 1, 239)]
    [InlineData(32, ReedSolomonBasis.Conventional, 3, 60)]
    public void Bursts_up_to_depth_times_half_the_parity_are_corrected(int parity, ReedSolomonBasis basis, int depth, int dataLength)
    {
        var code = new CcsdsReedSolomon(parity, basis, depth);
        var random = new Random(4);
        var block = new byte[(dataLength + parity) * depth];
        random.NextBytes(block.AsSpan(0, dataLength * depth));
        code.Encode(block.AsSpan(0, dataLength * depth), block.AsSpan(dataLength * depth));
        Assert.Equal(dataLength * depth, code.DataLength(block.Length));
        for (var start = 0; start + (depth * parity / 2) <= block.Length; start += 37)
        {
            var received = ReedSolomonTests.Spoil(block, [.. Enumerable.Range(start, depth * parity / 2)], 255, random);
            Assert.Equal(depth * parity / 2, code.Decode(received));
            Assert.Equal(block, received);
        }
    }

    [Fact]
    public void Words_that_fail_stay_and_the_others_are_corrected()
    {
        var code = new CcsdsReedSolomon(16, ReedSolomonBasis.Dual, 4);
        var block = new byte[400];
        new Random(5).NextBytes(block.AsSpan(0, 336));
        code.Encode(block.AsSpan(0, 336), block.AsSpan(336));
        var received = (byte[])block.Clone();
        for (var i = 0; i < 12; i++)
            received[(i * 8) + 2] ^= 0x41; // 12 errors in word 2
        received[9] ^= 1;
        received[12] ^= 1;
        Assert.Equal(-1, code.Decode(received));
        Assert.Equal((1, 2), (code.FailedCodewords, code.CorrectedSymbols));
        for (var i = 0; i < 400; i++)
            Assert.Equal(i % 4 == 2 && i < 96 && i % 8 == 2 ? block[i] ^ 0x41 : block[i], received[i]);
    }

    [Fact]
    public void Reliabilities_go_with_their_symbols()
    {
        var code = new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 2);
        var block = new byte[510];
        new Random(6).NextBytes(block.AsSpan(0, 446));
        code.Encode(block.AsSpan(0, 446), block.AsSpan(446));
        var (received, reliabilities) = ((byte[])block.Clone(), new float[510]);
        Array.Fill(reliabilities, 1f);
        for (var i = 0; i < 20; i++)
        {
            received[(i * 8) + 1] ^= 0x11; // 20 errors in word 1, the first 12 unsure
            reliabilities[(i * 8) + 1] = i < 12 ? 0.1f : 2f;
        }
        Assert.Equal(-1, code.Decode((byte[])received.Clone()));
        Assert.Equal(20, code.DecodeSoft(received, reliabilities));
        Assert.Equal(block, received);
        Assert.Equal(-1, code.DecodeSoft(received, reliabilities.AsSpan(1)));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var code = new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 4);
        foreach (var length in new[] { 0, 128, 129, 1019, 1021, 1024 })
        {
            Assert.Equal(-1, code.DataLength(length));
            Assert.Equal(-1, code.Decode(new byte[length]));
        }
        Assert.Equal(4, code.FailedCodewords);
        Assert.Throws<ArgumentException>(() => code.Encode(new byte[891], new byte[128]));
        Assert.Throws<ArgumentException>(() => code.Encode(new byte[892], new byte[127]));
        Assert.ThrowsAny<ArgumentException>(() => new CcsdsReedSolomon(20, ReedSolomonBasis.Dual, 4));
        Assert.ThrowsAny<ArgumentException>(() => new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 0));
        Assert.ThrowsAny<ArgumentException>(() => new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 9));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var code = new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 4);
        var (block, reliabilities) = (new byte[1020], new float[1020]);
        block[77] = 1;
        Assert.Equal(0, Streams.Allocated(() =>
        {
            block[77] ^= 1;
            code.Decode(block);
            code.DecodeSoft(block, reliabilities);
            code.Encode(block.AsSpan(0, 892), block.AsSpan(892));
        }));
    }

    /// <summary>Every block is a word as it is, its parity is computed alike, and up to 16 errors in each word are taken out again.</summary>
    private static void CheckBlocks(IEnumerable<byte[]> blocks, CcsdsReedSolomon code)
    {
        var random = new Random(3);
        foreach (var block in blocks)
        {
            Assert.Equal(0, code.Decode((byte[])block.Clone()));
            var parity = new byte[code.ParityLength];
            code.Encode(block.AsSpan(0, code.DataLength(block.Length)), parity);
            Assert.Equal(block[^parity.Length..], parity);
            var wrong = random.Next(1, 17);
            int[] places = [.. Enumerable.Range(0, code.Interleaving).SelectMany(k => ReedSolomonTests.Places(block.Length / code.Interleaving, wrong, random).Select(i => (i * code.Interleaving) + k))];
            var received = ReedSolomonTests.Spoil(block, places, 255, random);
            Assert.Equal(places.Length, code.Decode(received));
            Assert.Equal(block, received);
        }
    }

    private static int Clean(byte[] block, int k, CcsdsReedSolomon code) =>
        ReedSolomon.Ccsds().Decode([.. Enumerable.Range(0, block.Length / code.Interleaving).Select(i => block[(i * code.Interleaving) + k])]) == 0 ? 1 : 0;

    private static IEnumerable<byte[]> Cadus(string name) => File.ReadAllBytes(SharedFile("ccsds/" + name)).Chunk(1024).Select(c => c[4..]);

    private static string SharedFile(string relative)
    {
        var path = RepositoryFiles.Shared("testdata/" + relative);
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        return path;
    }

    /// <summary>CCSDS 131.0-B-5 §10.4.1: x⁸ + x⁷ + x⁵ + x³ + 1 from all ones, FF 48 0E C0 9A …</summary>
    private static byte[] Randomizer(int length)
    {
        var pattern = new byte[length];
        var register = 0xFF;
        for (var i = 0; i < length * 8; i++)
        {
            pattern[i / 8] |= (byte)((register & 1) << (7 - (i % 8)));
            register = (register >> 1) | (((register ^ (register >> 3) ^ (register >> 5) ^ (register >> 7)) & 1) << 7);
        }
        Assert.Equal("FF480EC09A", Convert.ToHexString(pattern.AsSpan(0, 5)));
        return pattern;
    }

    private static IEnumerable<(byte[] Data, byte[] Parity)> DualVectors() =>
        File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "codes", "reed-solomon-ccsds-dual-libfec.txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split(' '))
            .Select(p => (Check(p), Convert.FromHexString(p[2])));

    private static byte[] Check(string[] part)
    {
        var data = Convert.FromHexString(part[1]);
        Assert.Equal(223 - int.Parse(part[0], CultureInfo.InvariantCulture), data.Length);
        return data;
    }
}
