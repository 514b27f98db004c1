using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>A pulse of 16 symbols, sampled 512 times a symbol: sums the pulses of the last 16 symbols anywhere within a symbol.</summary>
internal sealed class PulseTable
{
    /// <summary>Length of the pulse in symbols; its middle lies at half of it.</summary>
    public const int Span = 16;
    private const int Steps = 512;
    private readonly float[] _rows;

    /// <param name="pulse">Its value so many symbols from its middle, from −8 to 8; any scale: it is brought to energy 1 a symbol.</param>
    public PulseTable(Func<double, double> pulse)
    {
        var values = new double[(Steps + 1) * Span];
        for (var row = 0; row <= Steps; row++)
        {
            for (var i = 0; i < Span; i++)
                values[(row * Span) + i] = pulse(i + ((double)row / Steps) - (Span / 2.0));
        }
        var energy = values.AsSpan(0, Steps * Span).ToArray().Sum(v => v * v) / Steps;
        _rows = [.. values.Select(v => (float)(v / Math.Sqrt(energy)))];
    }

    /// <param name="rollOff">0.1 to 1; null means 0.35.</param>
    /// <exception cref="ArgumentOutOfRangeException">The roll-off is impossible.</exception>
    public static PulseTable RootRaisedCosine(double? rollOff)
    {
        var value = rollOff ?? 0.35;
        if (!(value >= 0.1 && value <= 1))
            throw new ArgumentOutOfRangeException(nameof(rollOff), rollOff, "Roll-off: 0.1 to 1 is expected.");
        return new PulseTable(t => FilterDesign.RootRaisedCosineAt(t, value));
    }

    /// <summary>The sum of the pulses, the table interpolated linearly (error below −100 dB).</summary>
    /// <param name="symbols">The last 16 symbols, newest first.</param>
    /// <param name="fraction">The part of the newest symbol that is over, 0 to 1.</param>
    public float Sum(Vector512<float> symbols, double fraction)
    {
        var place = fraction * Steps;
        var row = Math.Min((int)place, Steps - 1);
        ref var pulse = ref MemoryMarshal.GetArrayDataReference(_rows);
        var before = Vector512.LoadUnsafe(ref pulse, (nuint)(row * Span));
        var after = Vector512.LoadUnsafe(ref pulse, (nuint)((row + 1) * Span));
        return Vector512.Sum(symbols * (before + ((after - before) * (float)(place - row))));
    }
}
