using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Soft symbols that another demodulator made, in place of samples: hands them on as they are and, where two of them are one QPSK symbol, as a turned or mirrored carrier would have left them.</summary>
/// <remarks>
/// Deframers take either polarity. (I, Q) turned by 90° comes as (−Q, I), mirrored as (I, −Q), both as (Q, I). Where the stream begins inside a pair, the turned ones need the other pairing; a sign on every
/// second symbol does not mind. More than two bits a symbol cannot be turned once they are bits.
/// </remarks>
internal sealed class SymbolInput : IDemodulator
{
    private const int Block = 4096;
    private readonly float[] _out = new float[Block + 2];
    private long _index;
    private float _last;

    /// <param name="bitsPerSymbol">Coded bits a channel symbol.</param>
    public SymbolInput(int bitsPerSymbol) => Hypotheses = bitsPerSymbol == 2 ? 6 : 1;

    public int Hypotheses { get; }

    public int FlushSamples => 0;

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink)
    {
        while (!samples.IsEmpty)
        {
            var block = samples[..Math.Min(samples.Length, Block)];
            sink.OnSymbols(0, block, new SymbolBatch(_index, 1, 0));
            if (Hypotheses > 1)
            {
                Mirror(block, sink);
                for (var h = 2; h < Hypotheses; h++)
                    Turn(h, block, first: h & 1, sign: h < 4 ? -1 : 1, sink);
            }
            (_index, _last) = (_index + block.Length, block[^1]);
            samples = samples[block.Length..];
        }
    }

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink) => throw new InvalidOperationException("Symbols are real.");

    public void Reset() => (_index, _last) = (0, 0);

    private void Mirror(ReadOnlySpan<float> block, ISymbolSink sink)
    {
        for (var i = 0; i < block.Length; i++)
            _out[i] = ((_index + i) & 1) == 0 ? block[i] : -block[i];
        sink.OnSymbols(1, _out.AsSpan(0, block.Length), new SymbolBatch(_index, 1, 0));
    }

    /// <summary>(a, b) becomes (b, sign·a), for the pairs that end in this block.</summary>
    private void Turn(int hypothesis, ReadOnlySpan<float> block, int first, int sign, ISymbolSink sink)
    {
        var written = 0;
        var i = (int)((_index - first + 1) & 1);
        var start = _index + i - 1;
        for (; i < block.Length; i += 2)
        {
            _out[written++] = block[i];
            _out[written++] = sign * (i == 0 ? _last : block[i - 1]);
        }
        sink.OnSymbols(hypothesis, _out.AsSpan(0, written), new SymbolBatch(start, 1, 0));
    }
}
