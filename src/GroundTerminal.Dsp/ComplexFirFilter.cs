using System.Runtime.InteropServices;

namespace GroundTerminal.Dsp;

/// <summary>A finite impulse response filter with real taps on a complex stream, that keeps every D-th output.</summary>
/// <remarks>y[m] = Σ h[k]·x[mD − k]; the stream before the first sample is zeros.</remarks>
public sealed class ComplexFirFilter
{
    private const int Chunk = 2048;
    private readonly float[] _reversed;
    private readonly int _history;
    private readonly Complex32[] _buffer;
    private int _skip;

    /// <param name="taps">h, 1 or more.</param>
    /// <param name="decimation">D, 1 or more.</param>
    public ComplexFirFilter(ReadOnlySpan<float> taps, int decimation = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(taps.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decimation);
        Decimation = decimation;
        _reversed = decimation == 1 ? Reversed(taps) : ReversedTwice(taps);
        _history = (decimation == 1 ? _reversed.Length : _reversed.Length / 2) - 1;
        _buffer = new Complex32[_history + Chunk];
    }

    /// <summary>D.</summary>
    public int Decimation { get; }

    /// <summary>Most outputs that so many inputs can become.</summary>
    public int MaxOutput(int inputs) => (inputs / Decimation) + 1;

    /// <summary>Filters.</summary>
    /// <param name="output">At least MaxOutput(input.Length) long; must not overlap the input.</param>
    /// <returns>Outputs written.</returns>
    public int Process(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var n = Math.Min(input.Length, Chunk);
            input[..n].CopyTo(_buffer.AsSpan(_history));
            var outputs = _skip < n ? ((n - _skip - 1) / Decimation) + 1 : 0;
            Run(output.Slice(written, outputs));
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

    private void Run(Span<Complex32> output)
    {
        if (output.IsEmpty)
            return;
        ref var x = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Complex32, float>(_buffer.AsSpan(_skip)));
        if (Decimation == 1)
            FirKernel.AcrossOutputs(ref x, _reversed, 2, MemoryMarshal.Cast<Complex32, float>(output));
        else
            FirKernel.AcrossTaps(ref x, _reversed, Decimation, output);
    }

    private static float[] Reversed(ReadOnlySpan<float> taps)
    {
        var reversed = taps.ToArray();
        Array.Reverse(reversed);
        return reversed;
    }

    /// <summary>Padded with zeros in front to whole vectors of four.</summary>
    private static float[] ReversedTwice(ReadOnlySpan<float> taps)
    {
        var padded = (taps.Length + 3) & ~3;
        var reversed = new float[2 * padded];
        for (var k = 0; k < taps.Length; k++)
            reversed[2 * (padded - 1 - k)] = reversed[(2 * (padded - 1 - k)) + 1] = taps[k];
        return reversed;
    }
}
