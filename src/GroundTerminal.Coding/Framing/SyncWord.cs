using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Framing;

/// <summary>A sync word and when symbols are taken for it.</summary>
/// <remarks>
/// The measure is ρ = Σ wᵢ·sᵢ / Σ|sᵢ| over the word's N symbols: 1 where all agree, −1 where all are inverted, blind to the level. In white noise ρ has mean 0 and variance
/// π/(2N), so that with x = z·√(π/2N), z the normal deviate of the false-alarm rate, |ρ| exceeds x − x³/8 at about that rate a symbol (both polarities together; the cubic term
/// is the correction for short tails, within a factor of 2 of the rate measured for N from 16 to 64). At a rate of 10⁻⁴ a word of 32 symbols is missed once in 350 times at
/// Es/N0 = 0 dB and once in 10⁵ at 2 dB.
/// </remarks>
public sealed class SyncWord
{
    /// <summary>Symbols of the longest word.</summary>
    public const int MaxLength = 256;
    private const int WordBits = 64;
    private readonly float[] _signs;

    /// <param name="pattern">The symbols, the last one in the least significant bit.</param>
    /// <param name="length">Symbols, 8 to 64.</param>
    /// <param name="falseAlarmRate">Matches a symbol of noise, above 0 and below 0.1. What follows the word decides what a false match costs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public SyncWord(ulong pattern, int length, double falseAlarmRate = 1e-4)
        : this(Signs(pattern, length), falseAlarmRate)
    {
    }

    private SyncWord(float[] signs, double falseAlarmRate)
    {
        if (falseAlarmRate is not (> 0 and < 0.1))
            throw new ArgumentOutOfRangeException(nameof(falseAlarmRate), falseAlarmRate, "Above 0 and below 0.1 is expected.");
        (_signs, Length, FalseAlarmRate) = (signs, signs.Length, falseAlarmRate);
        foreach (var sign in signs)
            Pattern = (Pattern << 1) | (sign > 0 ? 1UL : 0);
        var x = NormalDeviate(falseAlarmRate / 2) * Math.Sqrt(Math.PI / (2 * Length));
        Threshold = (float)Math.Min(x - (x * x * x / 8), 0.995);
        MaxErrors = MostErrors(Length, Threshold);
    }

    /// <summary>The symbols, the last one in the least significant bit; of a longer word the last 64.</summary>
    public ulong Pattern { get; }

    /// <summary>Number of symbols.</summary>
    public int Length { get; }

    /// <summary>Matches a symbol of noise, both polarities together.</summary>
    public double FalseAlarmRate { get; }

    /// <summary>Least |ρ| of a match.</summary>
    public float Threshold { get; }

    /// <summary>Most hard decisions that may be wrong in a match: a fast look before ρ is computed.</summary>
    public int MaxErrors { get; }

    /// <summary>From text as documents give it, for instance "0x930B51DE" or "1100 1010"; hexadecimal up to <see cref="MaxLength"/> symbols.</summary>
    public static SyncWord Parse(string text, double falseAlarmRate = 1e-4)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        if (!digits.StartsWith("0x", StringComparison.Ordinal))
            return new SyncWord(Convert.ToUInt64(digits, 2), digits.Length, falseAlarmRate);
        var signs = digits[2..].SelectMany(d => Signs(byte.Parse([d], NumberStyles.HexNumber, CultureInfo.InvariantCulture), 4, shortest: 4)).ToArray();
        ArgumentOutOfRangeException.ThrowIfLessThan(signs.Length, 8, nameof(text));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signs.Length, MaxLength, nameof(text));
        return new SyncWord(signs, falseAlarmRate);
    }

    /// <summary>The same word with another rate of false alarms.</summary>
    public SyncWord WithRate(double falseAlarmRate) => new(_signs, falseAlarmRate);

    /// <summary>Whether symbol i is a 1.</summary>
    public bool IsOne(int index) => _signs[index] > 0;

    /// <summary>ρ of the symbols against the word.</summary>
    /// <param name="symbols">Exactly <see cref="Length"/>.</param>
    public float Correlate(ReadOnlySpan<float> symbols)
    {
        var i = 0;
        ref var symbol = ref MemoryMarshal.GetReference(symbols[..Length]);
        ref var sign = ref MemoryMarshal.GetArrayDataReference(_signs);
        var (sums, alls) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (; i <= Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var v = Vector256.LoadUnsafe(ref symbol, (nuint)i);
            (sums, alls) = (sums + (v * Vector256.LoadUnsafe(ref sign, (nuint)i)), alls + Vector256.Abs(v));
        }
        var (sum, all) = (Vector256.Sum(sums), Vector256.Sum(alls));
        for (; i < Length; i++)
            (sum, all) = (sum + (symbols[i] * _signs[i]), all + Math.Abs(symbols[i]));
        return all > 0 ? sum / all : 0;
    }

    /// <summary>Writes the word's symbols, 0 or 1.</summary>
    /// <param name="symbols">At least <see cref="Length"/>.</param>
    /// <returns>Symbols written.</returns>
    public int Write(Span<byte> symbols)
    {
        for (var i = 0; i < Length; i++)
            symbols[i] = (byte)(_signs[i] > 0 ? 1 : 0);
        return Length;
    }

    private static float[] Signs(ulong pattern, int length, int shortest = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, WordBits);
        return [.. Enumerable.Range(0, length).Select(i => ((pattern >> (length - 1 - i)) & 1) != 0 ? 1f : -1)];
    }

    /// <summary>
    /// Wrong hard decisions of words at the threshold. Of long words in so much noise that they match at low ρ, a share of 1/2 − ρ/π is wrong, with a deviation of √(1 − 2/π)/2 of a single symbol's; two and a half of these more are
    /// allowed: one match in 150 at the threshold has more.
    /// </summary>
    private static int MostErrors(int length, float threshold) => length > WordBits
        ? (int)((length * (0.5 - (threshold / Math.PI))) + (2.5 * Math.Sqrt(length * (1 - (2 / Math.PI))) / 2))
        : (int)Math.Min((0.8 * length * (1 - threshold)) + 2, (length / 2) - 1);

    /// <summary>z with Q(z) = p, up to a half. Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23.</summary>
    internal static double NormalDeviate(double p)
    {
        var t = Math.Sqrt(-2 * Math.Log(p));
        return t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));
    }
}
