using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Shifts a complex stream by a frequency that is set now and then, its phase continuous.</summary>
/// <remarks>y[n] = x[n]·exp(−j2πφ(n)); the phasor is renewed in double precision every 128 samples: error below 1e-5.</remarks>
public sealed class PskMixer
{
    private const int Renew = 128, Lanes = 4;
    private static readonly Vector256<float> MinusPlus = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
    private static readonly Vector256<int> Real = Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6);
    private static readonly Vector256<int> Imaginary = Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7);
    private static readonly Vector256<int> Swapped = Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6);
    private Vector256<float> _lanes, _advance;
    private double _turns;

    /// <summary>Mixes with 0 Hz to begin with.</summary>
    public PskMixer() => Tune(0);

    /// <summary>What comes to 0 Hz, cycles a sample.</summary>
    public double Frequency { get; private set; }

    /// <summary>Sets the frequency from the next sample on.</summary>
    public void Tune(double frequency)
    {
        Frequency = frequency;
        Span<Complex32> lanes = stackalloc Complex32[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
            lanes[lane] = At(lane * frequency);
        _lanes = Vector256.LoadUnsafe(ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(lanes)));
        lanes.Fill(At(Lanes * frequency));
        _advance = Vector256.LoadUnsafe(ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(lanes)));
    }

    /// <summary>Sets phase and frequency of the next sample.</summary>
    /// <param name="turns">Phase, turns.</param>
    /// <param name="frequency">Frequency, cycles a sample.</param>
    public void Begin(double turns, double frequency)
    {
        _turns = turns;
        if (frequency != Frequency)
            Tune(frequency);
    }

    /// <summary>Mixes.</summary>
    /// <param name="output">At least as long; may be the input itself.</param>
    public void Process(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        for (var from = 0; from < input.Length; from += Renew)
        {
            var n = Math.Min(Renew, input.Length - from);
            Piece(input.Slice(from, n), output.Slice(from, n));
            _turns += n * Frequency;
            _turns -= Math.Floor(_turns);
        }
    }

    /// <summary>Back to phase 0.</summary>
    public void Reset() => _turns = 0;

    private static Complex32 At(double turns) => Complex32.FromPhase(-Math.Tau * (turns - Math.Round(turns)));

    private void Piece(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        var start = At(_turns);
        var phasor = Multiply(_lanes, Vector256.Create(start.Re, start.Im, start.Re, start.Im, start.Re, start.Im, start.Re, start.Im));
        ref var from = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var to = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(output));
        var vectors = input.Length / Lanes * Lanes;
        for (nuint i = 0; i < (nuint)(2 * vectors); i += 2 * Lanes)
        {
            Multiply(Vector256.LoadUnsafe(ref from, i), phasor).StoreUnsafe(ref to, i);
            phasor = Multiply(phasor, _advance);
        }
        for (var i = vectors; i < input.Length; i++)
            output[i] = input[i] * At(_turns + (i * Frequency));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) =>
        Vector256.FusedMultiplyAdd(Vector256.Shuffle(a, Real), b, Vector256.Shuffle(a, Imaginary) * (MinusPlus * Vector256.Shuffle(b, Swapped)));
}
