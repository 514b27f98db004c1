using System.Globalization;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>Words of libfec's encoders (tests/vectors/codes), and the bounds of a maximum distance separable code.</summary>
public class ReedSolomonTests
{
    public sealed record Vector(string Name, int SymbolBits, int Field, int FirstRoot, int Step, byte[] Data, byte[] Parity)
    {
        public ReedSolomon Code => new(Field, FirstRoot, Step, Parity.Length, SymbolBits);

        public byte[] Word => [.. Data, .. Parity];
    }

    public static IEnumerable<object[]> VectorNames => Vectors().Select(v => new object[] { v.Name });

    [Theory]
    [MemberData(nameof(VectorNames))]
    public void Parity_is_libfecs(string name)
    {
        var vector = Find(name);
        var parity = new byte[vector.Parity.Length];
        vector.Code.Encode(vector.Data, parity);
        Assert.Equal(vector.Parity, parity);
        Assert.Equal(0, vector.Code.Decode(vector.Word));
    }

    [Fact]
    public void Codes_that_standards_name_are_libfecs()
    {
        foreach (var (code, name) in new[]
        {
            (ReedSolomon.Ccsds(), "ccsds-223/1"), (ReedSolomon.Ccsds(16), "ccsds-239/1"), (ReedSolomon.NgHam(16), "ngham-28/1"), (ReedSolomon.NgHam(32), "ngham-220/1"),
            (ReedSolomon.Fx25(16), "fx25-16/1"), (ReedSolomon.Fx25(32), "fx25-32/1"), (ReedSolomon.Fx25(64), "fx25-64/1"), (ReedSolomon.Il2p(2), "il2p-2/1"), (ReedSolomon.Il2p(16), "il2p-16/1"),
        })
            Assert.Equal(0, code.Decode(Find(name).Word));
    }

    [Theory]
    [MemberData(nameof(VectorNames))]
    public void All_errors_and_erasures_within_the_bound_are_corrected(string name)
    {
        var vector = Find(name);
        var (code, word, random) = (vector.Code, vector.Word, new Random(11));
        for (var trial = 0; trial < 200; trial++)
        {
            var erased = random.Next(0, Math.Min(vector.Parity.Length, word.Length) + 1);
            var wrong = random.Next(0, Math.Min(((vector.Parity.Length - erased) / 2) + 1, word.Length - erased + 1));
            var places = Places(word.Length, erased + wrong, random);
            var received = Spoil(word, places, code.MaxLength, random);
            if (erased > 0)
                received[places[0]] = word[places[0]]; // an erased symbol may be right
            var changes = received.Zip(word).Count(p => p.First != p.Second);
            Assert.Equal(changes, code.Decode(received, places.AsSpan(0, erased)));
            Assert.Equal(word, received);
        }
    }

    /// <summary>Over a few thousand seeds: up to 16 wrong symbols of 255 always corrected; of 17 and more never a word that is not of the code or further away than 16, and hardly ever another word (1/16! by theory).</summary>
    [Fact]
    public void Sixteen_errors_are_always_corrected_and_more_are_refused()
    {
        var (code, random) = (ReedSolomon.Ccsds(), new Random(5));
        var word = Find("ccsds-223/0").Word;
        for (var trial = 0; trial < 4000; trial++)
        {
            var wrong = 1 + (trial % 40);
            var received = Spoil(word, Places(255, wrong, random), 255, random);
            var before = (byte[])received.Clone();
            Assert.Equal(wrong <= 16 ? wrong : -1, code.Decode(received));
            Assert.Equal(wrong <= 16 ? word : before, received);
        }
    }

    /// <summary>Random words are accepted as often as spheres around code words fill the space, and what is found is a word of the code.</summary>
    [Theory]
    [InlineData(2, 255)]
    [InlineData(4, 255)]
    [InlineData(4, 80)]
    [InlineData(6, 130)]
    public void Random_words_are_accepted_as_often_as_the_volume_of_the_spheres_says(int parity, int length)
    {
        var (code, random) = (ReedSolomon.Il2p(parity), new Random(6));
        double volume = 1, term = 1;
        for (var t = 1; t <= parity / 2; t++)
            volume += term *= (length - t + 1.0) / t * 255;
        var expected = volume / Math.Pow(256, parity);
        const int trials = 20_000;
        var accepted = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var word = new byte[length];
            random.NextBytes(word);
            if (code.Decode(word) < 0)
                continue;
            accepted++;
            var again = new byte[parity];
            code.Encode(word.AsSpan(0, length - parity), again);
            Assert.Equal(again, word.AsSpan(length - parity).ToArray());
        }
        Assert.InRange(accepted, (trials * expected) - (5 * Math.Sqrt(trials * expected)) - 1, (trials * expected) + (5 * Math.Sqrt(trials * expected)) + 1);
    }

    [Fact]
    public void An_error_in_a_symbol_that_was_not_sent_is_refused()
    {
        var code = ReedSolomon.Fx25(16);
        var full = new byte[255];
        code.Encode(full.AsSpan(0, 239), full.AsSpan(239));
        full[50] ^= 0x55; // a code word but for one symbol, of which the first 100 are then cut off
        code.Encode(full.AsSpan(0, 239), full.AsSpan(239));
        Assert.Equal(-1, code.Decode(full.AsSpan(100)));
    }

    [Fact]
    public void Wrong_lengths_symbols_and_erasures_are_refused()
    {
        var code = ReedSolomon.Fx25(16);
        Assert.Equal(-1, code.Decode(new byte[256]));
        Assert.Equal(-1, code.Decode(new byte[16]));
        Assert.Equal(-1, code.Decode([]));
        var word = new byte[40];
        word[3] = 1;
        Assert.Equal(-1, code.Decode(word, [40]));
        Assert.Equal(-1, code.Decode(word, [-1]));
        Assert.Equal(-1, code.Decode(word, [5, 5]));
        Assert.Equal(-1, code.Decode(word, new int[17]));
        Assert.Equal(-1, new ReedSolomon(0x13, 1, 1, 4, 4).Decode(new byte[] { 16, 0, 0, 0, 0, 0 }));
        Assert.Throws<ArgumentException>(() => code.Encode(new byte[240], new byte[16]));
        Assert.Throws<ArgumentException>(() => code.Encode(new byte[200], new byte[15]));
        Assert.Throws<ArgumentException>(() => new ReedSolomon(0x13, 1, 1, 4, 4).Encode([16], new byte[4]));
    }

    [Theory]
    [InlineData(0x11B, 1, 1, 16, 8)] // AES's polynomial is irreducible but not primitive
    [InlineData(0x187, 112, 51, 32, 8)]
    [InlineData(0x187, 112, 11, 0, 8)]
    [InlineData(0x187, 112, 11, 255, 8)]
    [InlineData(0x187, 112, 11, 32, 9)]
    [InlineData(0x87, 112, 11, 32, 8)]
    public void What_is_no_code_is_refused(int field, int firstRoot, int step, int parity, int bits) =>
        Assert.ThrowsAny<ArgumentException>(() => new ReedSolomon(field, firstRoot, step, parity, bits));

    [Fact]
    public void Soft_decoding_corrects_more_errors_where_they_are_among_the_least_reliable()
    {
        var (code, random) = (ReedSolomon.Ccsds(), new Random(8));
        var word = Find("ccsds-223/0").Word;
        Assert.Equal(16, code.MaxErasures(255));
        Assert.True(code.MaxErasures(60) > 16);
        Assert.Equal(0, ReedSolomon.Fx25(16).MaxErasures(255));
        for (var wrong = 17; wrong <= 24; wrong++)
        {
            // e − 16 errors more than half the parity need 2·(e − 16) erasures that hit: 16 erased + 8 elsewhere is the end.
            var places = Places(255, wrong, random);
            var received = Spoil(word, places, 255, random);
            var reliabilities = Enumerable.Range(0, 255).Select(i => 1f + i).ToArray();
            for (var i = 0; i < 2 * (wrong - 16); i++)
                reliabilities[places[i]] = i == 0 ? float.NaN : -i;
            Assert.Equal(-1, code.Decode(received));
            Assert.Equal(wrong, code.DecodeSoft(received, reliabilities));
            Assert.Equal(word, received);
        }
    }

    /// <summary>Bits on the Gaussian channel at 5.2 dB Eb/N0, where the binomial distribution lets hard decoding of (255,223) find 56.9 % of all words; no wrong word may be accepted.</summary>
    [Fact]
    public void Soft_decoding_gains_on_the_Gaussian_channel()
    {
        var (code, random) = (ReedSolomon.Ccsds(), new Random(9));
        var word = Find("ccsds-223/0").Word;
        const double ebN0Db = 5.2;
        var sigma = Math.Sqrt(0.5 / (223.0 / 255 * Math.Pow(10, ebN0Db / 10)));
        int hard = 0, soft = 0;
        for (var trial = 0; trial < 300; trial++)
        {
            var (received, reliabilities) = Transmit(word, sigma, random);
            var again = (byte[])received.Clone();
            hard += code.Decode(again) >= 0 ? 1 : 0;
            if (code.DecodeSoft(received, reliabilities) < 0)
                continue;
            soft++;
            Assert.Equal(word, received);
        }
        Assert.InRange(hard, (0.569 * 300) - 26, (0.569 * 300) + 26);
        Assert.True(soft > hard + 25, $"{soft} words soft, {hard} hard");
    }

    [Fact]
    public void Noise_is_accepted_no_more_often_than_stated()
    {
        var (code, random) = (ReedSolomon.NgHam(16), new Random(10));
        var accepted = 0;
        for (var trial = 0; trial < 5000; trial++)
        {
            var word = new byte[47];
            random.NextBytes(word);
            accepted += code.DecodeSoft(word, Streams.Noise(47, trial)) >= 0 ? 1 : 0;
        }
        Assert.True(accepted <= 4, $"{accepted} of 5000");
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var code = ReedSolomon.Ccsds();
        var word = Spoil(Find("ccsds-223/0").Word, Places(255, 18, new Random(1)), 255, new Random(2));
        var (received, reliabilities) = (new byte[255], Streams.Noise(255, 1));
        int[] erasures = [3, 7];
        Assert.Equal(0, Streams.Allocated(() =>
        {
            word.CopyTo(received, 0);
            code.Decode(received);
            code.Decode(received, erasures);
            code.DecodeSoft(received, reliabilities);
            code.Encode(word.AsSpan(0, 223), received.AsSpan(223));
        }));
    }

    internal static int[] Places(int length, int count, Random random)
    {
        var all = Enumerable.Range(0, length).ToArray();
        random.Shuffle(all);
        return all[..count];
    }

    internal static byte[] Spoil(byte[] word, int[] places, int maxSymbol, Random random)
    {
        var spoilt = (byte[])word.Clone();
        foreach (var place in places)
            spoilt[place] ^= (byte)random.Next(1, maxSymbol + 1);
        return spoilt;
    }

    /// <summary>Antipodal bits through noise: bytes as sliced, and for each the least magnitude of its bits.</summary>
    internal static (byte[] Received, float[] Reliabilities) Transmit(byte[] word, double sigma, Random random)
    {
        var (received, reliabilities) = (new byte[word.Length], new float[word.Length]);
        for (var i = 0; i < word.Length; i++)
        {
            reliabilities[i] = float.MaxValue;
            for (var bit = 0; bit < 8; bit++)
            {
                var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                var soft = (float)((((word[i] >> bit) & 1) != 0 ? 1 : -1) + (sigma * gauss));
                received[i] |= (byte)(soft > 0 ? 1 << bit : 0);
                reliabilities[i] = Math.Min(reliabilities[i], Math.Abs(soft));
            }
        }
        return (received, reliabilities);
    }

    internal static Vector Find(string name) => Vectors().First(v => v.Name == name);

    private static IEnumerable<Vector> Vectors()
    {
        var seen = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "codes", "reed-solomon-libfec.txt")).Where(l => !l.StartsWith('#')))
        {
            var part = line.Split(' ');
            var number = seen[part[0]] = seen.GetValueOrDefault(part[0], -1) + 1;
            yield return new Vector($"{part[0]}/{number}", int.Parse(part[1], CultureInfo.InvariantCulture), Convert.ToInt32(part[2], 16), int.Parse(part[3], CultureInfo.InvariantCulture),
                int.Parse(part[4], CultureInfo.InvariantCulture), Convert.FromHexString(part[6]), Convert.FromHexString(part[7]));
        }
    }
}
