namespace GroundTerminal.Coding.Scramblers;

/// <summary>One period of an additive scrambler's sequence as packed bytes, added to whole frames from their first bit. Immutable.</summary>
internal sealed class PseudoRandomSequence
{
    private readonly byte[] _bytes;

    /// <param name="period">Of the sequence in bits; odd, so that the bytes repeat after as many bytes.</param>
    public PseudoRandomSequence(AdditiveScrambler generator, int period)
    {
        _bytes = new byte[period];
        generator.Apply(_bytes);
    }

    public void Apply(Span<byte> frame)
    {
        for (; !frame.IsEmpty; frame = frame[Math.Min(frame.Length, _bytes.Length)..])
        {
            for (var i = 0; i < Math.Min(frame.Length, _bytes.Length); i++)
                frame[i] ^= _bytes[i];
        }
    }

    /// <summary>Bit i of the sequence, the bytes read most significant bit first (or least, as the bytes were made).</summary>
    public void ApplySoft(Span<float> frame, bool lsbFirst)
    {
        var at = 0;
        for (var i = 0; i < frame.Length; i++)
        {
            var bit = lsbFirst ? i & 7 : 7 - (i & 7);
            if (((_bytes[at] >> bit) & 1) != 0)
                frame[i] = -frame[i];
            if ((i & 7) == 7 && ++at == _bytes.Length)
                at = 0;
        }
    }
}
