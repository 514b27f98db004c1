using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Shifts a complex stream by a frequency that moves evenly within each call, its phase continuous from call to call.</summary>
/// <remarks>
/// y[n] = x[n]·exp(j2πφ(n)), φ(n) = φ₀ + (f₀·n + (f₁ − f₀)·n²/2N)/sampleRateHz for n = 0 to N − 1; φ(N) begins the next call. The phasor is advanced by a factor
/// that is itself advanced, in double precision renewed every 128 samples (64 where vectors have 128 bits); error below 2e-5.
/// </remarks>
/// <param name="sampleRateHz">Sample rate, above 0.</param>
public sealed class RampMixer(double sampleRateHz)
{
    // 32 vectors.
    private static readonly int Renew = 16 * (Vector256.IsHardwareAccelerated ? Lanes8.Count : Lanes4.Count);
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
            if (Vector256.IsHardwareAccelerated)
                Piece<Lanes8>(input.Slice(at, n), Turns(at, step, bend), step + (at * bend), bend, output.Slice(at, n));
            else
                Piece<Lanes4>(input.Slice(at, n), Turns(at, step, bend), step + (at * bend), bend, output.Slice(at, n));
        }
        var end = Turns(input.Length, step, bend);
        _turns = end - Math.Floor(end);
        return input.Length;
    }

    /// <summary>Back to phase 0.</summary>
    public void Reset() => _turns = 0;

    private double Turns(int n, double step, double bend) => _turns + (n * step) + (0.5 * bend * n * n);

    private static Complex32 At(double turns) => Complex32.FromPhase(Math.Tau * (turns - Math.Round(turns)));

    private static void Piece<TLanes>(ReadOnlySpan<Complex32> input, double turns, double step, double bend, Span<Complex32> output)
        where TLanes : struct, ILanes<TLanes>
    {
        double Phase(int n) => turns + (n * step) + (0.5 * bend * n * n);
        var lanes = TLanes.Count / 2;
        Span<Complex32> start = stackalloc Complex32[TLanes.Count / 2], turn = stackalloc Complex32[TLanes.Count / 2];
        for (var lane = 0; lane < lanes; lane++)
            (start[lane], turn[lane]) = (At(Phase(lane)), At(Phase(lane + lanes) - Phase(lane)));
        var (phasor, factor) = (Load<TLanes>(start), Load<TLanes>(turn));
        var again = At(lanes * lanes * bend);
        var (againRe, againIm) = (TLanes.Create(again.Re), TLanes.Create(again.Im));
        var vectors = input.Length / lanes * lanes;
        ref var from = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var to = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(output));
        for (nuint i = 0; i < (nuint)(2 * vectors); i += (nuint)TLanes.Count)
        {
            Multiply(TLanes.Load(ref from, i), phasor).Store(ref to, i);
            phasor = Multiply(phasor, factor);
            factor = (factor * againRe) + (TLanes.Quarter(factor) * againIm);
        }
        for (var i = vectors; i < input.Length; i++)
            output[i] = input[i] * At(Phase(i));
    }

    private static TLanes Load<TLanes>(ReadOnlySpan<Complex32> samples)
        where TLanes : struct, ILanes<TLanes> => TLanes.Load(ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(samples)), 0);

    private static TLanes Multiply<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes> => (TLanes.EvenTwice(a) * b) + (TLanes.OddTwice(a) * TLanes.Quarter(b));
}
