using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Shifts a complex stream by a frequency that moves evenly within each call, its phase continuous from call to call.</summary>
/// <remarks>
/// y[n] = x[n]·exp(j2πφ(n)), φ(n) = φ₀ + (f₀·n + (f₁ − f₀)·n²/2N)/sampleRateHz for n = 0 to N − 1; φ(N) begins the next call. The phasor is advanced by a factor
/// that is itself advanced, in double precision renewed every 128 samples; error below 2e-5.
/// </remarks>
/// <param name="sampleRateHz">Sample rate, above 0.</param>
public sealed class RampMixer(double sampleRateHz)
{
    private const int Renew = 128, Lanes = 4;
    private static readonly Vector256<float> MinusPlus = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
    private static readonly Vector256<int> Real = Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6);
    private static readonly Vector256<int> Imaginary = Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7);
    private static readonly Vector256<int> Swapped = Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6);
    private double _turns;

    /// <param name="input">Samples.</param>
    /// <param name="fromHz">Shift at the first sample.</param>
    /// <param name="toHz">Shift at the sample after the last.</param>
    /// <param name="output">At least as long; may be the input itself.</param>
    /// <returns>input.Length, always.</returns>
    public int Process(ReadOnlySpan<Complex32> input, double fromHz, double toHz, Span<Complex32> output)
    {
        if (input.IsEmpty)
            return 0;
        var step = fromHz / sampleRateHz;
        var bend = (toHz - fromHz) / sampleRateHz / input.Length;
        for (var at = 0; at < input.Length; at += Renew)
        {
            var n = Math.Min(Renew, input.Length - at);
            Piece(input.Slice(at, n), Turns(at, step, bend), step + (at * bend), bend, output.Slice(at, n));
        }
        var end = Turns(input.Length, step, bend);
        _turns = end - Math.Floor(end);
        return input.Length;
    }

    /// <summary>Back to phase 0.</summary>
    public void Reset() => _turns = 0;

    private double Turns(int n, double step, double bend) => _turns + (n * step) + (0.5 * bend * n * n);

    private static Complex32 At(double turns) => Complex32.FromPhase(Math.Tau * (turns - Math.Round(turns)));

    private static void Piece(ReadOnlySpan<Complex32> input, double turns, double step, double bend, Span<Complex32> output)
    {
        double Phase(int n) => turns + (n * step) + (0.5 * bend * n * n);
        Span<Complex32> start = stackalloc Complex32[Lanes], turn = stackalloc Complex32[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
            (start[lane], turn[lane]) = (At(Phase(lane)), At(Phase(lane + Lanes) - Phase(lane)));
        var (phasor, factor) = (Load(start), Load(turn));
        var again = At(Lanes * Lanes * bend);
        var (againRe, againIm) = (Vector256.Create(again.Re), Vector256.Create(again.Im));
        var vectors = input.Length / Lanes * Lanes;
        ref var from = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var to = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(output));
        for (nuint i = 0; i < (nuint)(2 * vectors); i += 2 * Lanes)
        {
            Multiply(Vector256.LoadUnsafe(ref from, i), phasor).StoreUnsafe(ref to, i);
            phasor = Multiply(phasor, factor);
            factor = (factor * againRe) + (MinusPlus * Vector256.Shuffle(factor, Swapped) * againIm);
        }
        for (var i = vectors; i < input.Length; i++)
            output[i] = input[i] * At(Phase(i));
    }

    private static Vector256<float> Load(ReadOnlySpan<Complex32> four) => Vector256.LoadUnsafe(ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(four)));

    private static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) =>
        (Vector256.Shuffle(a, Real) * b) + (Vector256.Shuffle(a, Imaginary) * MinusPlus * Vector256.Shuffle(b, Swapped));
}
