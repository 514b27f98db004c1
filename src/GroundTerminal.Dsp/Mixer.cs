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
            if (n < Group)
                Part(input[..n], lane, output);
            else if (Vector256.IsHardwareAccelerated)
                Groups<Lanes8>(input[..n], output);
            else
                Groups<Lanes4>(input[..n], output);
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
        var (turnRe, turnIm) = (Lanes4.Create(re), Lanes4.Create(im));
        for (nuint i = 0; i < 2 * Group; i += (nuint)Lanes4.Count)
        {
            var lane = Lanes4.Load(in _lanes[0], i);
            Lanes4.MultiplyAdd(lane, turnRe, Lanes4.Quarter(lane) * turnIm).Store(ref _phasors[0], i);
        }
    }

    private void Groups<TLanes>(ReadOnlySpan<Complex32> input, Span<Complex32> output)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var y = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(output));
        var n = (nuint)TLanes.Count;
        // Four vectors of phasors at a time: of a whole group, or of the half where vectors are short.
        for (nuint part = 0; part < 2 * Group; part += 4 * n)
        {
            ref var phasors = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_phasors), part);
            var (a, b, c, d) = (TLanes.Load(ref phasors, 0), TLanes.Load(ref phasors, n), TLanes.Load(ref phasors, 2 * n), TLanes.Load(ref phasors, 3 * n));
            var (re, im) = (TLanes.Create(_turnRe), TLanes.Create(_turnIm));
            for (var i = part; i < 2 * (nuint)input.Length; i += 2 * Group)
            {
                a = Step(TLanes.Load(ref x, i), a, re, im, ref y, i);
                b = Step(TLanes.Load(ref x, i + n), b, re, im, ref y, i + n);
                c = Step(TLanes.Load(ref x, i + (2 * n)), c, re, im, ref y, i + (2 * n));
                d = Step(TLanes.Load(ref x, i + (3 * n)), d, re, im, ref y, i + (3 * n));
            }
            a.Store(ref phasors, 0);
            b.Store(ref phasors, n);
            c.Store(ref phasors, 2 * n);
            d.Store(ref phasors, 3 * n);
        }
    }

    /// <summary>A part of a group, from a lane on.</summary>
    private void Part(ReadOnlySpan<Complex32> input, int lane, Span<Complex32> output)
    {
        var part = MemoryMarshal.Cast<float, Complex32>(_part.AsSpan());
        input.CopyTo(part[lane..]);
        var (re, im) = (Lanes4.Create(_turnRe), Lanes4.Create(_turnIm));
        var ends = lane + input.Length == Group;
        for (nuint i = 0; i < 2 * Group; i += (nuint)Lanes4.Count)
        {
            var next = Step(Lanes4.Load(in _part[0], i), Lanes4.Load(in _phasors[0], i), re, im, ref _part[0], i);
            if (ends)
                next.Store(ref _phasors[0], i);
        }
        part.Slice(lane, input.Length).CopyTo(output);
    }

    /// <summary>Writes x·phasor and gives the phasor a group later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Step<TLanes>(TLanes x, TLanes phasor, TLanes turnRe, TLanes turnIm, ref float y, nuint at)
        where TLanes : struct, ILanes<TLanes>
    {
        var across = TLanes.Quarter(phasor);
        TLanes.MultiplyAdd(TLanes.EvenTwice(x), phasor, TLanes.OddTwice(x) * across).Store(ref y, at);
        return TLanes.MultiplyAdd(phasor, turnRe, across * turnIm);
    }

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
