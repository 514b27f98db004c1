using System.Buffers.Binary;

namespace GroundTerminal.Coding.Codes;

/// <summary>The repeat-accumulate code of BME's satellites (SMOG-P, ATL-1, SMOG-1, MRC-100), and its encoder. Immutable.</summary>
/// <remarks>
/// M. Maróti's code of 2015, described by his ra_encoder and ra_config (smogcli2; gr-satellites lib/radecoder). The data are n words of 16 bits, sent low byte first. Four passes each read all words,
/// in an order of their own that a Galois shift register makes, into a 16-bit sum that turns right by one bit a word. The first pass sends the sum after each word, the others after every third
/// and after the last: n + 3⌈n/3⌉ words, a rate near 1/2. Bytes are sent most significant bit first.
/// </remarks>
public sealed class RepeatAccumulateCode
{
    internal const int Passes = 4;
    internal const int WordBits = 16;
    internal const int Puncturing = 3;

    /// <summary>Feedback of the shift registers, a row for each register length from 5 bits, a column for each pass; primitive polynomials of P. Koopman's list.</summary>
    private static readonly ushort[,] Feedback =
    {
        { 0x12, 0x17, 0x1B, 0x1E }, { 0x21, 0x2D, 0x30, 0x39 }, { 0x41, 0x53, 0x69, 0x7B },
        { 0x8E, 0xAF, 0xC3, 0xE7 }, { 0x108, 0x13B, 0x168, 0x1DC }, { 0x204, 0x2E3, 0x369, 0x3AA },
        { 0x415, 0x4BF, 0x553, 0x62B }, { 0x83E, 0x939, 0xAF5, 0xD70 },
    };

    private readonly ushort[][] _orders = new ushort[Passes][];

    /// <param name="dataBytes">Bytes of a block, even, 8 to 4096; 128 and 256 are the ones in use.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dataBytes"/> is not.</exception>
    public RepeatAccumulateCode(int dataBytes)
    {
        if (dataBytes is < 8 or > 4096 || dataBytes % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(dataBytes), dataBytes, "A block has an even number of bytes, 8 to 4096.");
        DataBytes = dataBytes;
        for (var pass = 0; pass < Passes; pass++)
            _orders[pass] = Order(pass, DataWords);
    }

    /// <summary>Bytes of a block before encoding.</summary>
    public int DataBytes { get; }

    /// <summary>Bytes of a block as sent: 260 for 128, 514 for 256.</summary>
    public int CodeBytes => 2 * (DataWords + ((Passes - 1) * ((DataWords + Puncturing - 1) / Puncturing)));

    internal int DataWords => DataBytes / 2;

    /// <summary>Encodes one block.</summary>
    /// <param name="data"><see cref="DataBytes"/> bytes.</param>
    /// <param name="code">At least <see cref="CodeBytes"/> long.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Encode(ReadOnlySpan<byte> data, Span<byte> code)
    {
        if (data.Length != DataBytes)
            throw new ArgumentException($"{data.Length} bytes; the code takes {DataBytes}.", nameof(data));
        if (code.Length < CodeBytes)
            throw new ArgumentException($"{code.Length} bytes of room; {CodeBytes} are needed.", nameof(code));
        for (var pass = 0; pass < Passes; pass++)
        {
            ushort sum = 0;
            for (var step = 0; step < DataWords; step++)
            {
                sum = (ushort)(ushort.RotateRight(sum, 1) ^ BinaryPrimitives.ReadUInt16LittleEndian(data[(2 * _orders[pass][step])..]));
                if (!IsSent(pass, step))
                    continue;
                BinaryPrimitives.WriteUInt16LittleEndian(code, sum);
                code = code[2..];
            }
        }
    }

    /// <summary>The data words in the order in which a pass reads them.</summary>
    internal ReadOnlySpan<ushort> OrderOf(int pass) => _orders[pass];

    /// <summary>The data word that a pass reads at a step.</summary>
    internal int WordAt(int pass, int step) => _orders[pass][step];

    /// <summary>True where a pass sends its sum after a step.</summary>
    internal bool IsSent(int pass, int step) => pass == 0 || (step + 1) % Puncturing == 0 || step == DataWords - 1;

    /// <summary>The register runs through all its states; those above the number of words are left out, and the rest are shifted so that the pass ends at the word of its own number.</summary>
    private static ushort[] Order(int pass, int words)
    {
        var row = Math.Max(0, int.Log2(words) - 4);
        var offset = words >> (1 + pass);
        var state = 1 + pass + offset;
        var order = new ushort[words];
        foreach (ref var word in order.AsSpan())
        {
            do
                state = (state >> 1) ^ (-(state & 1) & Feedback[row, pass]);
            while (state > words);
            word = (ushort)((state - 1 - offset + words) % words);
        }
        return order;
    }
}
