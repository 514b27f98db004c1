using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>A finite impulse response filter on a real stream that keeps every D-th output.</summary>
/// <remarks>y[m] = Σ h[k]·x[mD − k]; the stream before the first sample is zeros.</remarks>
public sealed class FirFilter
{
    private const int Chunk = 2048;
    private readonly float[] _reversed;
    private readonly int _history;
    private readonly float[] _buffer;
    private int _skip;

    /// <param name="taps">h, 1 or more.</param>
    /// <param name="decimation">D, 1 or more.</param>
    public FirFilter(ReadOnlySpan<float> taps, int decimation = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(taps.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decimation);
        Decimation = decimation;
        // Padded with zeros in front to whole vectors.
        var padded = (taps.Length + 7) & ~7;
        _reversed = new float[padded];
        for (var k = 0; k < taps.Length; k++)
            _reversed[padded - 1 - k] = taps[k];
        _history = padded - 1;
        _buffer = new float[_history + Chunk + 8];
    }

    /// <summary>D.</summary>
    public int Decimation { get; }

    /// <summary>Most outputs that so many inputs can become.</summary>
    public int MaxOutput(int inputs) => (inputs / Decimation) + 1;

    /// <summary>Filters.</summary>
    /// <param name="output">At least MaxOutput(input.Length) long; must not overlap the input.</param>
    /// <returns>Outputs written.</returns>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var n = Math.Min(input.Length, Chunk);
            input[..n].CopyTo(_buffer.AsSpan(_history));
            var outputs = _skip < n ? ((n - _skip - 1) / Decimation) + 1 : 0;
            Run(outputs, output.Slice(written, outputs));
            written += outputs;
            _skip += (outputs * Decimation) - n;
            _buffer.AsSpan(n, _history).CopyTo(_buffer);
            input = input[n..];
        }
        return written;
    }

    /// <summary>Forgets the stream so far.</summary>
    public void Reset()
    {
        Array.Clear(_buffer);
        _skip = 0;
    }

    private void Run(int outputs, Span<float> output)
    {
        if (Decimation == 1)
            RunAcrossOutputs(output);
        else
            RunAcrossTaps(outputs, output);
    }

    private void RunAcrossOutputs(Span<float> output)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(_buffer);
        ref var h = ref MemoryMarshal.GetArrayDataReference(_reversed);
        ref var y = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i + 32 <= output.Length; i += 32)
        {
            var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            for (var k = 0; k < _reversed.Length; k++)
            {
                var tap = Vector256.Create(Unsafe.Add(ref h, k));
                var at = (nuint)(i + k);
                a = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref x, at), a);
                b = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref x, at + 8), b);
                c = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref x, at + 16), c);
                d = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref x, at + 24), d);
            }
            a.StoreUnsafe(ref y, (nuint)i);
            b.StoreUnsafe(ref y, (nuint)(i + 8));
            c.StoreUnsafe(ref y, (nuint)(i + 16));
            d.StoreUnsafe(ref y, (nuint)(i + 24));
        }
        for (; i < output.Length; i++)
        {
            var sum = 0f;
            for (var k = 0; k < _reversed.Length; k++)
                sum = MathF.FusedMultiplyAdd(Unsafe.Add(ref h, k), Unsafe.Add(ref x, i + k), sum);
            Unsafe.Add(ref y, i) = sum;
        }
    }

    private void RunAcrossTaps(int outputs, Span<float> output)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(_buffer);
        ref var h = ref MemoryMarshal.GetArrayDataReference(_reversed);
        for (var m = 0; m < outputs; m++)
        {
            var at = (nuint)(_skip + (m * Decimation));
            var sum = Vector256<float>.Zero;
            for (nuint k = 0; k < (nuint)_reversed.Length; k += 8)
                sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref h, k), Vector256.LoadUnsafe(ref x, at + k), sum);
            output[m] = Vector256.Sum(sum);
        }
    }
}
