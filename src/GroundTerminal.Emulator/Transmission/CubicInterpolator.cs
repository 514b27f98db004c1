using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>Samples between samples: Lagrange's cubic through the four nearest, its weights from a table of 1024 places.</summary>
/// <remarks>
/// For a signal within 1/12 of the sample rate the images are 60 dB down or more: (f/(1 − f))⁴; T. Laakso et al., "Splitting the Unit Delay",
/// IEEE Signal Processing Magazine 13 (1996).
/// </remarks>
internal static class CubicInterpolator
{
    private const int PlaceBits = 10;
    private static readonly float[] Weights = MakeWeights();

    /// <summary>Writes input(position), input(position + step), …; position is at least 1, and the input reaches 2 beyond the last whole position.</summary>
    public static void Process(ReadOnlySpan<Complex32> input, double position, double step, Span<Complex32> output)
    {
        var last = position + (step * (output.Length - 1));
        if (position < 1 || step < 0 || last + 3 > input.Length)
            throw new ArgumentOutOfRangeException(nameof(position), position, "The samples around every place must be in the input.");
        ref var samples = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var weights = ref MemoryMarshal.GetArrayDataReference(Weights);
        ref var results = ref MemoryMarshal.GetReference(output);
        var place = (ulong)(position * 4294967296.0);
        var increment = (ulong)(step * 4294967296.0);
        for (var i = 0; i < output.Length; i++, place += increment)
        {
            var four = Vector256.LoadUnsafe(ref samples, (nuint)(((place >> 32) - 1) * 2));
            var row = Vector256.LoadUnsafe(ref weights, (nuint)(((uint)place >> (32 - PlaceBits)) * 8));
            var products = four * row;
            var two = products.GetLower() + products.GetUpper();
            var sum = two + Vector128.Shuffle(two, Vector128.Create(2, 3, 0, 1));
            Unsafe.As<Complex32, double>(ref Unsafe.Add(ref results, i)) = sum.AsDouble().ToScalar();
        }
    }

    private static float[] MakeWeights()
    {
        const int Places = 1 << PlaceBits;
        var weights = new float[Places * 8];
        for (var place = 0; place < Places; place++)
        {
            var t = (place + 0.5) / Places;
            Span<double> row = [-t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2, -(t + 1) * t * (t - 2) / 2, (t + 1) * t * (t - 1) / 6];
            for (var i = 0; i < 8; i++)
                weights[(place * 8) + i] = (float)row[i / 2];
        }
        return weights;
    }
}
