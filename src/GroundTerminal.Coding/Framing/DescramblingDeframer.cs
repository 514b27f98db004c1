using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>A self-synchronising descrambler before a deframer. Each symbol stays at its index; a wrong one spreads over the scrambler's taps, and so does its unreliability.</summary>
public sealed class DescramblingDeframer : IDeframer
{
    private readonly LfsrScrambler _scrambler;
    private readonly IDeframer _inner;
    private readonly float[] _block = new float[512];

    /// <param name="scrambler">With an even number of taps, so that inverted symbols come out inverted.</param>
    /// <param name="inner">Takes the descrambled symbols.</param>
    public DescramblingDeframer(LfsrScrambler scrambler, IDeframer inner) => (_scrambler, _inner) = (scrambler, inner);

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            var block = _block.AsSpan(0, Math.Min(_block.Length, symbols.Length));
            symbols[..block.Length].CopyTo(block);
            _scrambler.DescrambleSoft(block);
            _inner.Process(block, sink);
            symbols = symbols[block.Length..];
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _scrambler.Reset();
        _inner.Reset();
    }
}
