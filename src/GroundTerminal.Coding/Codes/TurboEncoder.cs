namespace GroundTerminal.Coding.Codes;

/// <summary>Encoder of a <see cref="TurboCode"/>.</summary>
/// <param name="code">The code.</param>
public sealed class TurboEncoder(TurboCode code)
{
    private readonly byte[] _data = new byte[code.DataBits];

    /// <summary>The code.</summary>
    public TurboCode Code => code;

    /// <summary>Encodes one block.</summary>
    /// <param name="data">DataBits/8 bytes, most significant bit first.</param>
    /// <param name="bits">Receives CodeBits single bits in the order in which they are sent.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Encode(ReadOnlySpan<byte> data, Span<byte> bits)
    {
        if (8 * data.Length != code.DataBits)
            throw new ArgumentException($"{data.Length} bytes; a block has {code.DataBits / 8}.", nameof(data));
        if (bits.Length < code.CodeBits)
            throw new ArgumentException($"{bits.Length} bits of room; {code.CodeBits} are needed.", nameof(bits));
        Bits.Unpack(data, _data);
        Span<byte> outputs = stackalloc byte[1 + (2 * TurboCode.Parities)];
        var (a, b, at) = (0, 0, 0);
        for (var step = 0; step < code.Steps; step++)
        {
            var inData = step < code.DataBits;
            a = Step(a, inData ? _data[step] : Feedback(a), outputs[1..]);
            b = Step(b, inData ? _data[code.Order[step]] : Feedback(b), outputs[(1 + TurboCode.Parities)..]);
            outputs[0] = inData ? _data[step] : (byte)(a >> 4);
            foreach (var output in code.Sent(step))
                bits[at++] = outputs[output];
            (a, b) = (a & 15, b & 15);
        }
    }

    private static int Feedback(int state) => (state ^ (state >> 1)) & 1;

    /// <summary>One step of a component code, whose state's top bit is the newest.</summary>
    /// <returns>The next state, and above it the data bit.</returns>
    private static int Step(int state, int bit, Span<byte> parities)
    {
        var input = bit ^ Feedback(state);
        var (m1, m2, m3, m4) = ((state >> 3) & 1, (state >> 2) & 1, (state >> 1) & 1, state & 1);
        parities[0] = (byte)(input ^ m1 ^ m3 ^ m4);
        parities[1] = (byte)(input ^ m2 ^ m4);
        parities[2] = (byte)(input ^ m1 ^ m2 ^ m3 ^ m4);
        return (bit << 4) | (input << 3) | (state >> 1);
    }
}
