using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Finds the call sign of a Mobitex-NX frame: six letters, digits or spaces and their CRC.</summary>
/// <remarks>
/// Where none is told, the CRC has to be right, with one or two of the eight weakest symbols turned if need be. Where one is told, soft correlation finds it at a rate of 2·10⁻⁵, with up to a fifth of its symbols
/// wrong; call signs of one team differ in as few. So a frame is another's where another call sign explains the symbols better: what was received with a right CRC, or the told one with another character in one place
/// (four symbols away at the least: once in 3·10⁴ at Es/N0 = 3 dB, below which the blocks are lost). Such a frame is dropped.
/// </remarks>
internal sealed class MobitexCallsign
{
    private const int DoubtfulSymbols = 8, Characters = 6;
    private const string Alphabet = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private readonly SyncWord? _expected;
    private readonly byte[] _told = new byte[8], _other = new byte[8];
    private readonly float[] _magnitudes = new float[MobitexVariant.CallsignSymbols];
    private readonly int[] _weakest = new int[DoubtfulSymbols];

    /// <param name="told">The call sign looked for, or null.</param>
    public MobitexCallsign(string? told)
    {
        if (told is null)
            return;
        _told = MobitexVariant.CallsignField(told);
        _expected = new SyncWord(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(_told), MobitexVariant.CallsignSymbols, 2e-5);
    }

    /// <param name="symbols">64 soft symbols.</param>
    /// <param name="field">Receives call sign and CRC, 8 bytes.</param>
    /// <returns>False where there is none, or another than told.</returns>
    public bool Find(ReadOnlySpan<float> symbols, Span<byte> field)
    {
        if (_expected is null)
            return FindAny(symbols, field);
        _told.CopyTo(field);
        return _expected.Correlate(symbols) >= _expected.Threshold && !IsAnothers(symbols);
    }

    private bool IsAnothers(ReadOnlySpan<float> symbols)
    {
        var most = Lost(_told, symbols);
        if (FindAny(symbols, _other) && Lost(_other, symbols) < most)
            return true;
        for (var place = 0; place < Characters; place++)
        {
            _told.CopyTo(_other, 0);
            foreach (var character in Alphabet)
            {
                _other[place] = (byte)character;
                Crc.Crc16CcittZero.Seal(_other, lowOctetFirst: false);
                if (Lost(_other, symbols) < most)
                    return true;
            }
        }
        return false;
    }

    /// <summary>Weight of the symbols that are not the field's.</summary>
    private static float Lost(ReadOnlySpan<byte> field, ReadOnlySpan<float> symbols)
    {
        var lost = 0f;
        for (var i = 0; i < symbols.Length; i++)
            lost += (((field[i >> 3] >> (7 - (i & 7))) & 1) != 0) == (symbols[i] > 0) ? 0 : Math.Abs(symbols[i]);
        return lost;
    }

    private bool FindAny(ReadOnlySpan<float> symbols, Span<byte> field)
    {
        Bits.Pack(symbols, field);
        if (IsCallsign(field))
            return true;
        for (var i = 0; i < symbols.Length; i++)
            _magnitudes[i] = Math.Abs(symbols[i]);
        Weakest.Find(_magnitudes, _weakest);
        return FlipOneOrTwo(field);
    }

    private bool FlipOneOrTwo(Span<byte> field)
    {
        for (var i = 0; i < DoubtfulSymbols; i++)
        {
            Flip(field, _weakest[i]);
            for (var j = -1; j < i; j++)
            {
                if (j >= 0)
                    Flip(field, _weakest[j]);
                if (IsCallsign(field))
                    return true;
                if (j >= 0)
                    Flip(field, _weakest[j]);
            }
            Flip(field, _weakest[i]);
        }
        return false;
    }

    private static void Flip(Span<byte> field, int bit) => field[bit >> 3] ^= (byte)(0x80 >> (bit & 7));

    private static bool IsCallsign(ReadOnlySpan<byte> field)
    {
        foreach (var octet in field[..Characters])
        {
            if (!char.IsAsciiLetterOrDigit((char)octet) && octet != ' ')
                return false;
        }
        return Crc.Crc16CcittZero.IsValid(field, lowOctetFirst: false);
    }
}
