using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Tests.Coding;

public class V35ScramblerTests
{
    /// <summary>Random bits, zeros, a period of eight bits and ones: the last three are adverse states. In and out of descrambler308 of gr-satellites 4.4.0 on GNU Radio 3.10.5.</summary>
    private const string Scrambled =
        "F50D4649BDA3EF9AF03E0C9A6C295A71EA525F277310D80C49694A54310FA7C60000000000000000000000000000002D2D2D2D2D2D2D2D2D2D2D2DFFFFFFFFFFFFFFFFFFFFFFFFFF";

    private const string Descrambled =
        "14531E2FA18CF64C6F3F9DF53E9A2802BD40F599477F4BC3323B5877DC74EFD1C5839FFFFEFFFFFFFEFFFFFFFEFFFFD77775A5A525A5A5A525A5A56D2D2000010000000100000001";

    [Fact]
    public void What_gr_satellites_descrambles_is_met()
    {
        var octets = Convert.FromHexString(Scrambled);
        new V35Scrambler().Descramble(octets);
        Assert.Equal(Descrambled, Convert.ToHexString(octets));
    }

    [Fact]
    public void Scrambling_undoes_it()
    {
        var octets = Convert.FromHexString(Descrambled);
        new V35Scrambler().Scramble(octets);
        Assert.Equal(Scrambled, Convert.ToHexString(octets));
    }

    /// <summary>Through adverse states of all lengths, at any place in a byte.</summary>
    [Fact]
    public void Bytes_and_bits_are_descrambled_alike_in_any_cut()
    {
        var random = new Random(1);
        var bits = new List<int>();
        while (bits.Count < 40_000 || bits.Count % 8 != 0)
        {
            var pattern = random.Next(256);
            var length = random.Next(1, 120);
            for (var i = 0; i < length; i++)
                bits.Add((pattern >> (i & 7)) & 1);
        }
        var packed = bits.Chunk(8).Select(eight => (byte)eight.Aggregate(0, (octet, bit) => (octet << 1) | bit)).ToArray();
        var single = new V35Scrambler();
        var expected = bits.Select(single.DescrambleBit).Chunk(8).Select(eight => (byte)eight.Aggregate(0, (octet, bit) => (octet << 1) | bit)).ToArray();
        var scrambler = new V35Scrambler();
        for (var at = 0; at < packed.Length;)
        {
            var n = Math.Min(random.Next(1, 9), packed.Length - at);
            scrambler.Descramble(packed.AsSpan(at, n));
            at += n;
        }
        Assert.Equal(expected, packed);
    }

    /// <summary>The register is right after 20 bits, the counter at the next bit that differs from the one eight before: in random bits soon.</summary>
    [Fact]
    public void It_synchronises_itself_after_20_bits_of_a_stream_that_is_not_periodic()
    {
        var (random, data) = (new Random(2), new byte[200]);
        random.NextBytes(data);
        var sent = (byte[])data.Clone();
        new V35Scrambler().Scramble(sent);
        var late = sent.AsSpan(50).ToArray();
        new V35Scrambler().Descramble(late);
        Assert.Equal(data[53..], late[3..]);
    }

    /// <summary>A constant input would otherwise leave a register of ones as it is for ever.</summary>
    [Fact]
    public void No_periodic_input_stays_periodic()
    {
        var scrambler = new V35Scrambler();
        for (var i = 0; i < V35Scrambler.Length; i++)
            scrambler.DescrambleBit(1);
        var same = 0;
        var longest = 0;
        for (var i = 0; i < 1000; i++)
        {
            same = scrambler.ScrambleBit(0) == 1 ? same + 1 : 0;
            longest = Math.Max(longest, same);
        }
        Assert.InRange(longest, 1, 40);
    }

    [Fact]
    public void Reset_begins_anew()
    {
        var scrambler = new V35Scrambler();
        scrambler.Descramble(new byte[100]);
        scrambler.Reset();
        var octets = Convert.FromHexString(Scrambled);
        scrambler.Descramble(octets);
        Assert.Equal(Descrambled, Convert.ToHexString(octets));
    }
}
