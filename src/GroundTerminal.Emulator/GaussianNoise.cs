using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Emulator;

/// <summary>White Gaussian noise, eight lanes at a time; the same seed gives the same noise on every machine up to rounding.</summary>
/// <remarks>
/// Eight xoshiro128++ generators (D. Blackman, S. Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021; period 2¹²⁸ − 1 each), seeded by
/// SplitMix64; Box–Muller with the angle made from a random octant, so that short Taylor polynomials do. Tails reach to 5.9 σ.
/// </remarks>
public sealed class GaussianNoise
{
    private const int Lanes = 8;
    private readonly ulong _seed;
    private readonly float[] _rest = new float[2 * Lanes];
    private int _restCount;
    private Vector256<uint> _s0, _s1, _s2, _s3;

    public GaussianNoise(ulong seed)
    {
        _seed = seed;
        Reset();
    }

    /// <summary>Writes normal deviates of mean 0. How the stream is cut into calls never changes it.</summary>
    public void Fill(Span<float> output, float standardDeviation)
    {
        var taken = Math.Min(_restCount, output.Length);
        for (var i = 0; i < taken; i++)
            output[i] = _rest[_rest.Length - _restCount + i] * standardDeviation;
        _restCount -= taken;
        output = output[taken..];
        FillPairs(output[..(output.Length & -(2 * Lanes))], standardDeviation);
        output = output[(output.Length & -(2 * Lanes))..];
        if (output.IsEmpty)
            return;
        FillPairs(_rest, 1);
        for (var i = 0; i < output.Length; i++)
            output[i] = _rest[i] * standardDeviation;
        _restCount = _rest.Length - output.Length;
    }

    /// <summary>Back to the beginning of the seed's stream.</summary>
    public void Reset()
    {
        var seed = _seed;
        (_s0, _s1, _s2, _s3) = (Seeds(ref seed), Seeds(ref seed), Seeds(ref seed), Seeds(ref seed));
        _restCount = 0;
    }

    private static Vector256<uint> Seeds(ref ulong state)
    {
        Span<uint> lanes = stackalloc uint[Lanes];
        foreach (ref var lane in lanes)
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            lane = (uint)((z ^ (z >> 31)) >> 32);
        }
        return Vector256.Create<uint>(lanes);
    }

    private void FillPairs(Span<float> output, float standardDeviation)
    {
        ref var place = ref MemoryMarshal.GetReference(output);
        var (s0, s1, s2, s3) = (_s0, _s1, _s2, _s3);
        for (nuint i = 0; i < (nuint)output.Length; i += 2 * Lanes)
        {
            var first = Next(ref s0, ref s1, ref s2, ref s3);
            var second = Next(ref s0, ref s1, ref s2, ref s3);
            Pair(first, second, standardDeviation, out var a, out var b);
            a.StoreUnsafe(ref place, i);
            b.StoreUnsafe(ref place, i + Lanes);
        }
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Next(ref Vector256<uint> s0, ref Vector256<uint> s1, ref Vector256<uint> s2, ref Vector256<uint> s3)
    {
        var sum = s0 + s3;
        var result = ((sum << 7) | (sum >>> 25)) + s0;
        var t = s1 << 9;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = (s3 << 11) | (s3 >>> 21);
        return result;
    }

    /// <summary>Two independent deviates a lane: radius √(−2 ln u), angle ±π/4 around one of the four axes, which three further random bits choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector256<uint> first, Vector256<uint> second, float standardDeviation, out Vector256<float> a, out Vector256<float> b)
    {
        var u = (Vector256.ConvertToSingle((first >>> 8).AsInt32()) + Vector256.Create(0.5f)) * (1f / (1 << 24));
        var radius = Vector256.Sqrt(Vector256.Log(u) * -2f) * standardDeviation;
        var angle = Vector256.ConvertToSingle(second.AsInt32() >> 8) * (MathF.PI / 4 / (1 << 23));
        var square = angle * angle;
        var sine = angle * (Vector256<float>.One + (square * (Vector256.Create(-1f / 6) + (square * (Vector256.Create(1f / 120) - (square * (1f / 5040)))))));
        var cosine = Vector256<float>.One + (square * (Vector256.Create(-0.5f) + (square * (Vector256.Create(1f / 24) + (square * (Vector256.Create(-1f / 720) + (square * (1f / 40320))))))));
        var swap = Vector256.Equals(second & Vector256.Create(1u), Vector256<uint>.Zero).AsSingle();
        var signA = ((second << 30) & Vector256.Create(0x80000000u)).AsSingle();
        var signB = ((second << 29) & Vector256.Create(0x80000000u)).AsSingle();
        a = (radius * Vector256.ConditionalSelect(swap, sine, cosine)) ^ signA;
        b = (radius * Vector256.ConditionalSelect(swap, cosine, sine)) ^ signB;
    }
}
