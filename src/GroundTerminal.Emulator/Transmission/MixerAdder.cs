using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>Adds a signal, turned by a phasor that advances by a constant factor a sample, to what is there.</summary>
internal static class MixerAdder
{
    private const int Lanes = 4;
    private static readonly Vector256<float> MinusPlus = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
    private static readonly Vector256<int> Real = Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6);
    private static readonly Vector256<int> Imaginary = Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7);
    private static readonly Vector256<int> Swapped = Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6);

    /// <summary>target[i] += signal[i]·amplitude·growth^i·exp(j(phase + i·step)); both are equally long.</summary>
    public static void Process(ReadOnlySpan<Complex32> signal, double phase, double step, double amplitude, double growth, Span<Complex32> target)
    {
        target = target[..signal.Length];
        Span<Complex32> phasors = stackalloc Complex32[Lanes];
        for (var i = 0; i < Lanes; i++)
            phasors[i] = Complex32.FromPhase(phase + (i * step)) * (float)(amplitude * Math.Pow(growth, i));
        var turn = Complex32.FromPhase(Lanes * step) * (float)Math.Pow(growth, Lanes);
        var vectors = signal.Length / Lanes;
        var at = Vector256.LoadUnsafe(ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(phasors)));
        ref var from = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(signal));
        ref var to = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(target));
        var (turnRe, turnIm) = (Vector256.Create(turn.Re), MinusPlus * turn.Im);
        for (nuint i = 0; i < (nuint)(vectors * 2 * Lanes); i += 2 * Lanes)
        {
            var s = Vector256.LoadUnsafe(ref from, i);
            var product = (Vector256.Shuffle(s, Real) * at) + (Vector256.Shuffle(s, Imaginary) * MinusPlus * Vector256.Shuffle(at, Swapped));
            (Vector256.LoadUnsafe(ref to, i) + product).StoreUnsafe(ref to, i);
            at = (at * turnRe) + (Vector256.Shuffle(at, Swapped) * turnIm);
        }
        for (var i = vectors * Lanes; i < signal.Length; i++)
            target[i] += signal[i] * Complex32.FromPhase(phase + (i * step)) * (float)(amplitude * Math.Pow(growth, i));
    }
}
