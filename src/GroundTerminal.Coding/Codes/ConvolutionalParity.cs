using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Tells symbols of a convolutional code of rate 1/2 from others at a small part of Viterbi's price.</summary>
/// <remarks>
/// With c₁ = u·g₁ and c₂ = u·g₂ as polynomials over GF(2), c₁·g₂ + c₂·g₁ = 0: for each bit an exclusive or of as many symbols as the generators have ones is known. Where these are even in number,
/// as for all codes of K = 7 in use, an inverted stream has the same. Other symbols have signs like a coin, whatever their sizes.
/// </remarks>
internal sealed class ConvolutionalParity
{
    private readonly int[] _firstDelays, _secondDelays;
    private readonly float _sign;
    private readonly int _memory;

    /// <param name="code">Of two generators with an even number of ones together, not punctured.</param>
    /// <exception cref="ArgumentException">It is another one.</exception>
    public ConvolutionalParity(ConvolutionalCode code)
    {
        if (code.Generators.Length != 2 || code.IsPunctured)
            throw new ArgumentException($"{code.Name} is not of rate 1/2.", nameof(code));
        _memory = code.ConstraintLength - 1;
        (_firstDelays, _secondDelays) = (Delays(code.Generators[1], _memory), Delays(code.Generators[0], _memory));
        if ((_firstDelays.Length + _secondDelays.Length) % 2 != 0)
            throw new ArgumentException($"{code.Name} has an odd number of ones.", nameof(code));
        var inversions = ((code.Inverted & 1) * _firstDelays.Length) + ((code.Inverted >> 1 & 1) * _secondDelays.Length);
        _sign = inversions % 2 == 0 ? 1 : -1;
    }

    /// <summary>How many standard deviations the checks' min-sum values add up to: 0 ± 1 for symbols that are not of this code.</summary>
    /// <param name="first">Finite symbols of the first generator, of any level.</param>
    /// <param name="second">As many of the second; 0 is an erasure.</param>
    public float Deviations(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ref var a = ref MemoryMarshal.GetReference(first[..second.Length]);
        ref var b = ref MemoryMarshal.GetReference(second);
        var scale = SoftWord.ScaleOf(second);
        var (total, squares) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var t = _memory; t <= second.Length - Vector256<float>.Count; t += Vector256<float>.Count)
        {
            var (least, signs) = (Vector256.Create(float.MaxValue), Vector256<float>.Zero);
            foreach (var delay in _firstDelays)
            {
                var v = Vector256.LoadUnsafe(ref a, (nuint)(t - delay));
                (least, signs) = (Vector256.MinNative(least, Vector256.Abs(v)), signs ^ v);
            }
            foreach (var delay in _secondDelays)
            {
                var v = Vector256.LoadUnsafe(ref b, (nuint)(t - delay));
                (least, signs) = (Vector256.MinNative(least, Vector256.Abs(v)), signs ^ v);
            }
            least *= scale;
            total += least | (signs & Vector256.Create(-0f));
            squares += least * least;
        }
        var power = Vector256.Sum(squares);
        return power > 0 ? _sign * Vector256.Sum(total) / MathF.Sqrt(power) : 0;
    }

    private static int[] Delays(int generator, int memory)
    {
        Span<int> delays = stackalloc int[memory + 1];
        var count = 0;
        for (var delay = 0; delay <= memory; delay++)
        {
            if (((generator >> (memory - delay)) & 1) != 0)
                delays[count++] = delay;
        }
        return delays[..count].ToArray();
    }
}
