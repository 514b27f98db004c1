using System.Numerics;

namespace GroundTerminal.Coding.Codes;

/// <summary>A binary feed-forward convolutional code of rate 1/n: generators, inverted outputs and puncturing. Immutable.</summary>
/// <remarks>
/// Generators are written as the field writes them, in octal: the most significant of the K bits is the tap on the newest information bit
/// (CCSDS 131.0-B-5 §3.3.1, G1 = 1111001 = 171, G2 = 1011011 = 133). Registers and states hold the newest bit in bit 0.
/// </remarks>
public sealed class ConvolutionalCode
{
    private readonly int[] _octalGenerators, _generators;
    private readonly bool[] _puncturing;
    private readonly byte[] _outputs;

    /// <param name="name">How catalogs and messages call it.</param>
    /// <param name="constraintLength">K, 3 to 9: an output depends on the newest bit and the K − 1 before it.</param>
    /// <param name="octalGenerators">One to six, in the order in which their symbols are sent, as octal digits written in decimal (171 is 1111001).</param>
    /// <param name="inverted">Bit j set: the symbol of generator j is sent inverted.</param>
    /// <param name="puncturing">One character a symbol of the unpunctured code, over whole steps: 1 is sent, 0 is not. Empty: all are sent.</param>
    /// <exception cref="ArgumentException">One of these is out of its range.</exception>
    public ConvolutionalCode(string name, int constraintLength, ReadOnlySpan<int> octalGenerators, int inverted = 0, string puncturing = "")
    {
        if (constraintLength is < 3 or > 9)
            throw new ArgumentOutOfRangeException(nameof(constraintLength), constraintLength, "A constraint length is 3 to 9.");
        if (octalGenerators.Length is < 1 or > 6)
            throw new ArgumentException($"{octalGenerators.Length} generators; 1 to 6 are expected.", nameof(octalGenerators));
        if (puncturing.Length % octalGenerators.Length != 0 || puncturing.AsSpan().ContainsAnyExcept('0', '1') || (puncturing.Length > 0 && !puncturing.Contains('1')))
            throw new ArgumentException($"The pattern '{puncturing}' is not a row of 0 and 1, some of them 1, over whole steps of {octalGenerators.Length}.", nameof(puncturing));
        (Name, ConstraintLength, Inverted) = (name, constraintLength, inverted);
        _octalGenerators = octalGenerators.ToArray();
        _generators = new int[octalGenerators.Length];
        HasAntipodalButterflies = true;
        for (var j = 0; j < _generators.Length; j++)
        {
            var generator = _generators[j] = FromOctal(octalGenerators[j]);
            if (generator <= 0 || generator >> constraintLength != 0)
                throw new ArgumentException($"A generator has 1 to {constraintLength} bits.", nameof(octalGenerators));
            HasAntipodalButterflies &= (generator & 1) != 0 && generator >> (constraintLength - 1) != 0;
        }
        _puncturing = new bool[puncturing.Length > 0 ? puncturing.Length : _generators.Length];
        for (var i = 0; i < _puncturing.Length; i++)
            _puncturing[i] = puncturing.Length == 0 || puncturing[i] == '1';
        SymbolsPerPeriod = Puncturing.Count(true);
        _outputs = MakeOutputs();
    }

    /// <summary>CCSDS 131.0-B-5 §3.3: 171, then 133 inverted; the "CCSDS" of gr-satellites.</summary>
    public static ConvolutionalCode Ccsds => field ??= new("CCSDS", 7, [171, 133], 0b10);

    /// <summary>171, then 133, nothing inverted.</summary>
    public static ConvolutionalCode CcsdsUninverted => field ??= new("CCSDS uninverted", 7, [171, 133]);

    /// <summary>The other order: 133 inverted, then 171; the "NASA-DSN" of gr-satellites.</summary>
    public static ConvolutionalCode NasaDsn => field ??= new("NASA-DSN", 7, [133, 171], 0b01);

    /// <summary>133, then 171, nothing inverted.</summary>
    public static ConvolutionalCode NasaDsnUninverted => field ??= new("NASA-DSN uninverted", 7, [133, 171]);

    /// <summary>P. Karn KA9Q, "Proposed Coded AO-40 Telemetry Format", 2002: the CCSDS code with its inversion.</summary>
    public static ConvolutionalCode Ao40 => field ??= new("AO-40", 7, [171, 133], 0b10);

    /// <summary>K = 9 of rate 1/2 with free distance 12 (J. Odenwalder, 1970), 561 first.</summary>
    public static ConvolutionalCode K9 => field ??= new("K=9", 9, [561, 753]);

    /// <summary>The same with 753 first: TIA/EIA-95 §7.1.3.1.3, and libfec's viterbi29.</summary>
    public static ConvolutionalCode K9Is95 => field ??= new("K=9 IS-95", 9, [753, 561]);

    /// <summary>CCSDS 131.0-B-5 §3.4, rate 2/3: C1 10, C2 11. The punctured codes have no inversion.</summary>
    public static ConvolutionalCode CcsdsRate23 => field ??= new("CCSDS 2/3", 7, [171, 133], 0, "1101");

    /// <summary>CCSDS 131.0-B-5 §3.4, rate 3/4: C1 101, C2 110.</summary>
    public static ConvolutionalCode CcsdsRate34 => field ??= new("CCSDS 3/4", 7, [171, 133], 0, "110110");

    /// <summary>CCSDS 131.0-B-5 §3.4, rate 5/6: C1 10101, C2 11010.</summary>
    public static ConvolutionalCode CcsdsRate56 => field ??= new("CCSDS 5/6", 7, [171, 133], 0, "1101100110");

    /// <summary>CCSDS 131.0-B-5 §3.4, rate 7/8: C1 1000101, C2 1111010.</summary>
    public static ConvolutionalCode CcsdsRate78 => field ??= new("CCSDS 7/8", 7, [171, 133], 0, "11010101100110");

    /// <summary>How catalogs and messages call it.</summary>
    public string Name { get; }

    /// <summary>K.</summary>
    public int ConstraintLength { get; }

    /// <summary>2^(K−1).</summary>
    public int States => 1 << (ConstraintLength - 1);

    /// <summary>As given: octal digits written in decimal.</summary>
    public ReadOnlySpan<int> OctalGenerators => _octalGenerators;

    /// <summary>As numbers; bit K−1 is the tap on the newest bit.</summary>
    public ReadOnlySpan<int> Generators => _generators;

    /// <summary>Bit j set: symbol j of a step is inverted.</summary>
    public int Inverted { get; }

    /// <summary>Which symbols of the unpunctured code are sent, over one period of whole steps.</summary>
    public ReadOnlySpan<bool> Puncturing => _puncturing;

    /// <summary>Symbols sent in a period of the puncturing.</summary>
    public int SymbolsPerPeriod { get; }

    /// <summary>Information bits in a period of the puncturing.</summary>
    public int StepsPerPeriod => Puncturing.Length / Generators.Length;

    /// <summary>True where symbols are left out.</summary>
    public bool IsPunctured => SymbolsPerPeriod != Puncturing.Length;

    /// <summary>True where each generator taps both the newest and the oldest bit, as all codes of practice do: then the branches of a butterfly differ only in sign.</summary>
    public bool HasAntipodalButterflies { get; }

    /// <summary>The symbols that the register produces; bit j is that of generator j, inversion included.</summary>
    /// <param name="register">K bits, the newest in bit 0.</param>
    public int Output(int register) => _outputs[register];

    /// <summary><see cref="Output"/> of every register.</summary>
    internal byte[] OutputTable => _outputs;

    /// <summary>Symbols sent for so many information bits, counted from the start of the puncturing pattern.</summary>
    public int SymbolCount(int bits)
    {
        var (periods, rest) = Math.DivRem(bits, StepsPerPeriod);
        return (periods * SymbolsPerPeriod) + Puncturing[..(rest * Generators.Length)].Count(true);
    }

    /// <summary>The most information bits whose symbols are all within so many sent symbols.</summary>
    public int BitCount(int symbols)
    {
        var (periods, rest) = Math.DivRem(symbols, SymbolsPerPeriod);
        var bits = periods * StepsPerPeriod;
        for (var more = 1; more < StepsPerPeriod && SymbolCount(more) <= rest; more++)
            bits++;
        return bits;
    }

    private static int FromOctal(int digits)
    {
        var value = 0;
        for (var shift = 0; digits > 0; digits /= 10, shift += 3)
            value |= digits % 10 < 8 ? (digits % 10) << shift : throw new ArgumentException($"Digit {digits % 10} is not octal.", nameof(digits));
        return value;
    }

    private byte[] MakeOutputs()
    {
        var outputs = new byte[1 << ConstraintLength];
        for (var register = 0; register < outputs.Length; register++)
        {
            var newestFirst = 0;
            for (var bit = 0; bit < ConstraintLength; bit++)
                newestFirst |= ((register >> bit) & 1) << (ConstraintLength - 1 - bit);
            var symbols = Inverted & ((1 << Generators.Length) - 1);
            for (var j = 0; j < Generators.Length; j++)
                symbols ^= (BitOperations.PopCount((uint)(newestFirst & Generators[j])) & 1) << j;
            outputs[register] = (byte)symbols;
        }
        return outputs;
    }
}
