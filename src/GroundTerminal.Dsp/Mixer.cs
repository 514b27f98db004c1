using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Shifts a complex stream by a frequency: a numerically controlled oscillator and a complex product.</summary>
/// <remarks>
/// y[n] = x[n]·exp(j2π·n·step). The phase is counted in steps of 2⁻⁶⁴ turns and never drifts; between instants 512 samples apart, counted from the
/// stream's beginning, the phasors are advanced by products in single precision: error below 5e-6.
/// </remarks>
public sealed class Mixer
{
    private const int Renew = 512, Group = 16;
    private static readonly Vector256<float> MinusPlus = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
    private readonly float[] _lanes = new float[2 * Group], _phasors = new float[2 * Group], _part = new float[2 * Group];
    private ulong _step, _origin;
    private float _turnRe, _turnIm;
    private int _at;

    /// <param name="turnsPerSample">Step of the phase: the shift over the sample rate, −0.5 to 0.5 (others alias).</param>
    public Mixer(double turnsPerSample) => TurnsPerSample = turnsPerSample;

    /// <summary>Step of the phase, turns. A new one holds from the next sample on; the phase makes no jump.</summary>
    public double TurnsPerSample
    {
        get;
        set
        {
            _origin += (ulong)_at * _step;
            (field, _step, _at) = (value, Steps(value), 0);
            for (var i = 0; i < Group; i++)
                (_lanes[2 * i], _lanes[(2 * i) + 1]) = Phasor((ulong)i * _step);
            (_turnRe, _turnIm) = Phasor(Group * _step);
        }
    }

    /// <summary>Mixes.</summary>
    /// <param name="output">At least input.Length long; may be the input itself.</param>
    /// <returns>input.Length, always.</returns>
    public int Process(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        var count = input.Length;
        _ = output[..count];
        while (!input.IsEmpty)
        {
            if (_at == 0)
                Begin();
            var lane = _at % Group;
            var n = lane == 0 && input.Length >= Group ? Math.Min(Renew - _at, input.Length) / Group * Group : Math.Min(Group - lane, input.Length);
            if (n >= Group)
                Groups(input[..n], output);
            else
                Part(input[..n], lane, output);
            _at += n;
            if (_at == Renew)
                (_origin, _at) = (_origin + (Renew * _step), 0);
            input = input[n..];
            output = output[n..];
        }
        return count;
    }

    /// <summary>Back to phase 0.</summary>
    public void Reset() => StartAt(0);

    /// <summary>Begins anew with the phase of some sample of the stream.</summary>
    public void StartAt(long sample) => (_origin, _at) = ((ulong)sample * _step, 0);

    private void Begin()
    {
        var (re, im) = Phasor(_origin);
        for (nuint i = 0; i < 2 * Group; i += 8)
            Turned(Vector256.LoadUnsafe(in _lanes[0], i), re, im).StoreUnsafe(ref _phasors[0], i);
    }

    private void Groups(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var y = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(output));
        ref var phasors = ref MemoryMarshal.GetArrayDataReference(_phasors);
        var (a, b, c, d) = (Vector256.LoadUnsafe(ref phasors), Vector256.LoadUnsafe(ref phasors, 8), Vector256.LoadUnsafe(ref phasors, 16), Vector256.LoadUnsafe(ref phasors, 24));
        var (re, im) = (Vector256.Create(_turnRe), Vector256.Create(_turnIm));
        for (nuint i = 0; i < 2 * (nuint)input.Length; i += 2 * Group)
        {
            a = Step(Vector256.LoadUnsafe(ref x, i), a, re, im, ref Unsafe.Add(ref y, i));
            b = Step(Vector256.LoadUnsafe(ref x, i + 8), b, re, im, ref Unsafe.Add(ref y, i + 8));
            c = Step(Vector256.LoadUnsafe(ref x, i + 16), c, re, im, ref Unsafe.Add(ref y, i + 16));
            d = Step(Vector256.LoadUnsafe(ref x, i + 24), d, re, im, ref Unsafe.Add(ref y, i + 24));
        }
        a.StoreUnsafe(ref phasors);
        b.StoreUnsafe(ref phasors, 8);
        c.StoreUnsafe(ref phasors, 16);
        d.StoreUnsafe(ref phasors, 24);
    }

    /// <summary>A part of a group, from a lane on.</summary>
    private void Part(ReadOnlySpan<Complex32> input, int lane, Span<Complex32> output)
    {
        var part = MemoryMarshal.Cast<float, Complex32>(_part.AsSpan());
        input.CopyTo(part[lane..]);
        var (re, im) = (Vector256.Create(_turnRe), Vector256.Create(_turnIm));
        var ends = lane + input.Length == Group;
        for (var i = 0; i < 2 * Group; i += 8)
        {
            var phasor = Vector256.LoadUnsafe(in _phasors[0], (nuint)i);
            var next = Step(Vector256.LoadUnsafe(in _part[0], (nuint)i), phasor, re, im, ref _part[i]);
            if (ends)
                next.StoreUnsafe(ref _phasors[0], (nuint)i);
        }
        part.Slice(lane, input.Length).CopyTo(output);
    }

    /// <summary>Writes x·phasor and gives the phasor a group later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Step(Vector256<float> x, Vector256<float> phasor, Vector256<float> turnRe, Vector256<float> turnIm, ref float to)
    {
        // (−sin, cos) of (cos, sin): the phasor times j.
        var across = Vector256.Shuffle(phasor, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)) * MinusPlus;
        var (re, im) = (Vector256.Shuffle(x, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6)), Vector256.Shuffle(x, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7)));
        Vector256.MultiplyAddEstimate(re, phasor, im * across).StoreUnsafe(ref to);
        return Vector256.MultiplyAddEstimate(phasor, turnRe, across * turnIm);
    }

    private static Vector256<float> Turned(Vector256<float> phasor, float re, float im) =>
        (phasor * re) + (Vector256.Shuffle(phasor, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)) * MinusPlus * im);

    private static ulong Steps(double turns)
    {
        var fraction = turns - Math.Floor(turns);
        return (ulong)(UInt128)(fraction * 18446744073709551616.0);
    }

    private static (float Re, float Im) Phasor(ulong steps)
    {
        var (sin, cos) = Math.SinCos((long)steps * (Math.Tau / 18446744073709551616.0));
        return ((float)cos, (float)sin);
    }
}
