using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Undoes NRZ-M or NRZ-I before a deframer. Each symbol stays at its index; a wrong one makes two wrong bits, and an unreliable one two unreliable ones.</summary>
public sealed class DifferentialDeframer : IDeframer
{
    private readonly DifferentialCode _code;
    private readonly IDeframer _inner;
    private readonly float[] _block = new float[512];

    /// <param name="kind">Which bit is a change.</param>
    /// <param name="inner">Takes the decoded symbols.</param>
    public DifferentialDeframer(DifferentialKind kind, IDeframer inner) => (_code, _inner) = (new DifferentialCode(kind), inner);

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            var block = _block.AsSpan(0, Math.Min(_block.Length, symbols.Length));
            symbols[..block.Length].CopyTo(block);
            _code.DecodeSoft(block);
            _inner.Process(block, sink);
            symbols = symbols[block.Length..];
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _code.Reset();
        _inner.Reset();
    }
}
