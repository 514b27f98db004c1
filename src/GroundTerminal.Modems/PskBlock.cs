using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Thirty-two symbols, and the transitions between them, on their way through timing and carrier recovery.</summary>
internal sealed class PskBlock
{
    public const int Symbols = 32;
    private const int Lanes = 8, First = 8;

    private static readonly float[] Ramp = [.. Enumerable.Range(0, Symbols).Select(i => (float)i)];
    private readonly float[] _onRe = new float[First + Symbols], _onIm = new float[First + Symbols];
    private readonly float[] _midRe = new float[First + Symbols], _midIm = new float[First + Symbols];
    private float _lastOnRe, _lastOnIm, _lastMidRe, _lastMidIm;
    private readonly float[] _turns = new float[Symbols], _cos = new float[Symbols], _sin = new float[Symbols];

    /// <summary>Symbols, real parts.</summary>
    public Span<float> OnRe => _onRe.AsSpan(First);

    /// <summary>Symbols, imaginary parts.</summary>
    public Span<float> OnIm => _onIm.AsSpan(First);

    /// <summary>Half a symbol after each, real parts.</summary>
    public Span<float> MidRe => _midRe.AsSpan(First);

    /// <summary>Half a symbol after each, imaginary parts.</summary>
    public Span<float> MidIm => _midIm.AsSpan(First);

    /// <summary>The power that removes a modulation.</summary>
    public static int Power(PskKind kind) => kind switch { PskKind.Quadrature => 4, PskKind.EightPhase => 8, _ => 2 };

    /// <summary>Whether Q is half a symbol late.</summary>
    public static bool IsOffset(PskKind kind) => kind is PskKind.OffsetQuadrature or PskKind.GaussianMinimumShift;

    /// <summary>What comes before the first block is nothing.</summary>
    public void Reset()
    {
        Array.Clear(_onRe);
        Array.Clear(_onIm);
        Array.Clear(_midRe);
        Array.Clear(_midIm);
        (_lastOnRe, _lastOnIm, _lastMidRe, _lastMidIm) = (0, 0, 0, 0);
    }

    /// <summary>Σ|symbol|² − Σ|transition|², and Σ Re(transition*·(symbol after − symbol before)).</summary>
    public (float Cosine, float Sine) Timing()
    {
        Join();
        var (cosine, sine) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = First; i < First + Symbols; i += Lanes)
        {
            var (a, b) = (Load(_onRe, i), Load(_onIm, i));
            var (c, d) = (Load(_midRe, i), Load(_midIm, i));
            cosine += (a * a) + (b * b) - (c * c) - (d * d);
            sine += (Load(_midRe, i - 1) * (a - Load(_onRe, i - 1))) + (Load(_midIm, i - 1) * (b - Load(_onIm, i - 1)));
        }
        return (Vector256.Sum(cosine), Vector256.Sum(sine));
    }

    /// <summary>The same for offset keying, whose imaginary parts lie half a symbol later; the carrier's phase must be off.</summary>
    public (float Cosine, float Sine) OffsetTiming()
    {
        Join();
        var (cosine, sine) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = First; i < First + Symbols; i += Lanes)
        {
            var (a, b) = (Load(_onRe, i), Load(_onIm, i));
            var (c, d) = (Load(_midRe, i), Load(_midIm, i));
            cosine += (a * a) - (b * b) - (c * c) + (d * d);
            sine += (Load(_midRe, i - 1) * (a - Load(_onRe, i - 1))) - (Load(_midIm, i - 1) * (b - Load(_onIm, i - 1)));
        }
        return (Vector256.Sum(cosine), Vector256.Sum(sine));
    }

    /// <summary>Takes a carrier off.</summary>
    /// <param name="turns">Its phase at the first symbol, turns.</param>
    /// <param name="step">From symbol to symbol, turns.</param>
    /// <param name="transitions">Takes it off the transitions too.</param>
    public void Turn(double turns, double step, bool transitions)
    {
        Turn(turns, step, _onRe, _onIm);
        if (transitions)
            Turn(turns + (step / 2), step, _midRe, _midIm);
    }

    /// <summary>Turns by a small angle back: what <see cref="Turn(double, double, bool)"/> left.</summary>
    public void Correct(double turns, bool transitions)
    {
        var (sin, cos) = Math.SinCos(Math.Tau * turns);
        for (var i = 0; i < Symbols; i++)
            (_cos[i], _sin[i]) = ((float)cos, -(float)sin);
        Multiply(_onRe, _onIm);
        if (transitions)
            Multiply(_midRe, _midIm);
    }

    /// <summary>Sums of the symbols with their phase times M, modulation removed, and of their magnitudes.</summary>
    public (float Re, float Im, float Sum) Line(int power)
    {
        var (sumRe, sumIm, sum) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var tiny = Vector256.Create(1e-12f);
        for (var i = First; i < First + Symbols; i += Lanes)
        {
            var (a, b) = (Load(_onRe, i), Load(_onIm, i));
            var p = Vector256.Max((a * a) + (b * b), tiny);
            var magnitude = Vector256.Sqrt(p);
            sum += magnitude;
            (a, b) = ((a * a) - (b * b), 2f * a * b);
            if (power > 2)
                (a, b, magnitude) = ((a * a) - (b * b), 2f * a * b, magnitude * p);
            if (power > 4)
                (a, b, magnitude) = ((a * a) - (b * b), 2f * a * b, magnitude * p * p);
            sumRe += a / magnitude;
            sumIm += b / magnitude;
        }
        // Four phases lie on the diagonals.
        var sign = power == 4 ? -1f : 1f;
        return (sign * Vector256.Sum(sumRe), sign * Vector256.Sum(sumIm), Vector256.Sum(sum));
    }

    /// <summary>The same for offset keying: what lies on the real axis is a symbol, on the imaginary axis half a symbol later another.</summary>
    public (float Re, float Im, float Sum) OffsetLine()
    {
        var (sumRe, sumIm, sum) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var tiny = Vector256.Create(1e-12f);
        for (var i = First; i < First + Symbols; i += Lanes)
        {
            var (a, b) = (Load(_onRe, i), Load(_onIm, i));
            var (c, d) = (Load(_midRe, i), Load(_midIm, i));
            var (p, q) = (Vector256.Sqrt(Vector256.Max((a * a) + (b * b), tiny)), Vector256.Sqrt(Vector256.Max((c * c) + (d * d), tiny)));
            sum += p + q;
            sumRe += (((a * a) - (b * b)) / p) - (((c * c) - (d * d)) / q);
            sumIm += (2f * a * b / p) - (2f * c * d / q);
        }
        return (Vector256.Sum(sumRe), Vector256.Sum(sumIm), Vector256.Sum(sum));
    }

    /// <summary>Means of a rail's magnitude, and of the second and fourth power: of symbols, or for offset keying of the rails.</summary>
    public (float Magnitude, float Second, float Fourth) Levels(bool offset, bool real)
    {
        var (magnitude, second, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = First; i < First + Symbols; i += Lanes)
        {
            var (a, b) = (Load(_onRe, i), offset ? Load(_midIm, i) : Load(_onIm, i));
            magnitude += Vector256.Abs(a) + (real ? Vector256<float>.Zero : Vector256.Abs(b));
            var (aa, bb) = (a * a, b * b);
            second += aa + bb;
            fourth += offset ? (aa * aa) + (bb * bb) : (aa + bb) * (aa + bb);
        }
        var (rails, values) = (real ? 1f : 2f, offset ? 2f : 1f);
        return (Vector256.Sum(magnitude) / (rails * Symbols), Vector256.Sum(second) / (values * Symbols), Vector256.Sum(fourth) / (values * Symbols));
    }

    /// <summary>Puts the block before's last symbol and transition in front of this block's, and remembers this block's.</summary>
    private void Join()
    {
        (_onRe[First - 1], _onIm[First - 1], _midRe[First - 1], _midIm[First - 1]) = (_lastOnRe, _lastOnIm, _lastMidRe, _lastMidIm);
        (_lastOnRe, _lastOnIm, _lastMidRe, _lastMidIm) = (_onRe[^1], _onIm[^1], _midRe[^1], _midIm[^1]);
    }

    private static Vector256<float> Load(float[] values, int at) => Vector256.LoadUnsafe(ref values[0], (nuint)at);

    private void Turn(double turns, double step, float[] re, float[] im)
    {
        turns -= Math.Floor(turns);
        var (start, slope) = (Vector256.Create((float)-turns), Vector256.Create((float)-step));
        for (var i = 0; i < Symbols; i += Lanes)
            (start + (slope * Vector256.LoadUnsafe(ref Ramp[0], (nuint)i))).StoreUnsafe(ref _turns[0], (nuint)i);
        Phasor.FromTurns(_turns, _cos, _sin);
        Multiply(re, im);
    }

    private void Multiply(float[] re, float[] im)
    {
        for (var i = 0; i < Symbols; i += Lanes)
        {
            var (a, b) = (Load(re, First + i), Load(im, First + i));
            var (c, s) = (Load(_cos, i), Load(_sin, i));
            ((a * c) - (b * s)).StoreUnsafe(ref re[0], (nuint)(First + i));
            ((a * s) + (b * c)).StoreUnsafe(ref im[0], (nuint)(First + i));
        }
    }
}
