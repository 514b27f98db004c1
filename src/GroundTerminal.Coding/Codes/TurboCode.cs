namespace GroundTerminal.Coding.Codes;

/// <summary>A turbo code of CCSDS 131.0-B-5 §6: two recursive convolutional codes of 16 states, the second over the data in another order.</summary>
/// <remarks>
/// Backward connection 10011, forward 11011 (1), 10101 (2), 11111 (3). Each step sends the data bit and parities of codes a and b: rate 1/3 1a, 1b; rate 1/4 2a, 3a, 1b; rate 1/6 1a, 2a, 3a, 1b, 3b; rate 1/2 1a and 1b in turn.
/// Four steps more drive both codes to state 0. Immutable.
/// </remarks>
public sealed class TurboCode
{
    /// <summary>Steps that end the codes in state 0.</summary>
    internal const int TailBits = 4;

    /// <summary>Parities of a component code.</summary>
    internal const int Parities = 3;
    private const int Sequences = 8;

    /// <summary>What is sent in a step: 0 the data bit, 1 to 3 the parities of code a, 4 to 6 those of code b.</summary>
    private static readonly (string Rate, byte[] Even, byte[] Odd, double DesignEbN0Db)[] Rates =
    [
        ("1/2", [0, 1], [0, 4], 1.2),
        ("1/3", [0, 1, 4], [0, 1, 4], 0.6),
        ("1/4", [0, 2, 3, 4], [0, 2, 3, 4], 0.4),
        ("1/6", [0, 1, 2, 3, 4, 6], [0, 1, 2, 3, 4, 6], 0.2),
    ];

    private readonly byte[][] _sent;
    private readonly short[] _order;

    private TurboCode(string rate, byte[][] sent, int dataBits, double designEbN0Db)
    {
        (Rate, _sent, DataBits) = (rate, sent, dataBits);
        DesignEsN0Db = designEbN0Db - (10 * Math.Log10(sent[0].Length));
        _order = MakeOrder(dataBits);
    }

    /// <summary>Nominal rate, for instance "1/3".</summary>
    public string Rate { get; }

    /// <summary>Data bits k.</summary>
    public int DataBits { get; }

    /// <summary>Code bits n = (k + 4)/rate.</summary>
    public int CodeBits => Steps * _sent[0].Length;

    /// <summary>Steps of a component code.</summary>
    internal int Steps => DataBits + TailBits;

    /// <summary>Es/N0 for which the decoder scales its input, dB.</summary>
    internal double DesignEsN0Db { get; }

    /// <summary>Which data bit code b takes in each step.</summary>
    internal ReadOnlySpan<short> Order => _order;

    /// <summary>The code of a rate and a number of data bits; null where the standard has none.</summary>
    /// <param name="rate">1/2, 1/3, 1/4 or 1/6.</param>
    /// <param name="dataBits">1784, 3568, 7136 or 8920.</param>
    public static TurboCode? Find(string rate, int dataBits)
    {
        var (name, even, odd, designEbN0Db) = Rates.FirstOrDefault(r => r.Rate == rate);
        return name is null || dataBits is not (1784 or 3568 or 7136 or 8920) ? null : new(rate, [even, odd], dataBits, designEbN0Db);
    }

    /// <summary>The sixteen codes of the standard.</summary>
    public static IEnumerable<TurboCode> All => Rates.SelectMany(r => new[] { 1784, 3568, 7136, 8920 }.Select(k => Find(r.Rate, k)!));

    /// <summary>What a step sends: 0 the data bit, 1 to 3 the parities of code a, 4 to 6 those of code b.</summary>
    internal ReadOnlySpan<byte> Sent(int step) => _sent[step & 1];

    /// <summary>§6.3f: π(s) for s = 1 to k, each less 1.</summary>
    private static short[] MakeOrder(int dataBits)
    {
        ReadOnlySpan<byte> primes = [31, 37, 43, 47, 53, 59, 61, 67];
        var (k1, k2) = (Sequences, dataBits / Sequences);
        var order = new short[dataBits];
        for (var s = 0; s < dataBits; s++)
        {
            var (m, i, j) = (s % 2, s / (2 * k2), (s / 2) - (s / (2 * k2) * k2));
            var t = ((19 * i) + 1) % (k1 / 2);
            var c = ((primes[t % 8] * j) + (21 * m)) % k2;
            order[s] = (short)((2 * (t + (c * k1 / 2) + 1)) - m - 1);
        }
        return order;
    }
}
