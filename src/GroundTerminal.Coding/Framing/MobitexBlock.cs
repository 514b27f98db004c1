using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>A data block of Mobitex: 18 bytes and a CRC-16/X-25 (high byte first), each byte a word of the (12,8) code, the twenty words interleaved bit by bit and scrambled.</summary>
/// <remarks>
/// CML CMX990 data sheet D/990/1 §5.1.5. Decoded by maximum likelihood word by word. Where the CRC is then wrong, <see cref="Repair"/> puts second best words in: a list decoding with the CRC to choose
/// (D. Chase, IEEE Trans. Inf. Theory 18, 1972), of which 14 of 2¹⁶ would pass by chance.
/// </remarks>
internal sealed class MobitexBlock
{
    public const int Symbols = 240;
    public const int DataBytes = 18;

    private const int Words = DataBytes + 2;
    private const int WordBits = 12;
    private const int Doubtful = 4;
    private readonly int[] _code = new int[256];
    private readonly float[] _signs;
    private readonly float[] _soft = new float[Symbols];
    private readonly byte[] _best = new byte[Words];
    private readonly byte[] _second = new byte[Words];
    private readonly float[] _margins = new float[Words];
    private readonly int[] _doubtful = new int[Doubtful];
    private readonly float[] _high = new float[16], _low = new float[16], _parity = new float[16];

    public MobitexBlock()
    {
        var code = Hamming.Mobitex();
        for (var data = 0; data < 256; data++)
            _code[data] = (int)code.Encode((uint)data);
        var scrambler = new AdditiveScrambler(0x11, 0x1FF, 8);
        _signs = new float[Symbols * MobitexVariant.MaxBlocks];
        for (var i = 0; i < _signs.Length; i++)
            _signs[i] = scrambler.NextBit() != 0 ? -1 : 1;
    }

    /// <summary>The word of a byte, 12 bits.</summary>
    public int Encode(byte data) => _code[data];

    /// <summary>Whether the scrambler inverts a symbol, counted from a frame's first block.</summary>
    public bool IsScrambled(int symbol) => _signs[symbol] < 0;

    /// <summary>Decodes a block.</summary>
    /// <param name="symbols">Its 240 soft symbols as received.</param>
    /// <param name="index">Its number in the frame, from 0.</param>
    /// <param name="data">Receives 18 bytes.</param>
    /// <returns>Symbols corrected, or −1 where the CRC is wrong.</returns>
    public int Decode(ReadOnlySpan<float> symbols, int index, Span<byte> data)
    {
        Descramble(symbols, index);
        return DecodeWords(data);
    }

    /// <summary>Tries harder on a block whose CRC was wrong; only where the frame is beyond doubt.</summary>
    /// <param name="isLast">The frame's last: transmitters switch off a few symbols early (D-STAR ONE six), and noise without carrier is louder than the signal, so its last parity bits are tried as unknown.</param>
    /// <inheritdoc cref="Decode"/>
    public int Repair(ReadOnlySpan<float> symbols, int index, bool isLast, Span<byte> data)
    {
        Descramble(symbols, index);
        var corrected = DecodeWords(data);
        if (corrected < 0)
            corrected = TrySecondBest(data);
        if (corrected >= 0 || !isLast)
            return corrected;
        _soft.AsSpan(Symbols - Words).Clear();
        return DecodeWords(data);
    }

    /// <summary>Decodes the word of 12 soft bits.</summary>
    /// <param name="word">The bits, parity last.</param>
    /// <param name="second">The second best byte.</param>
    /// <param name="margin">How much less its correlation is.</param>
    /// <returns>The best byte.</returns>
    public byte DecodeWord(ReadOnlySpan<float> word, out byte second, out float margin)
    {
        Sums(word[..4], _high);
        Sums(word[4..8], _low);
        Sums(word[8..], _parity);
        var (best, next) = (float.NegativeInfinity, float.NegativeInfinity);
        var (bestData, nextData) = (0, 0);
        for (var data = 0; data < 256; data++)
        {
            var sum = _high[data >> 4] + _low[data & 15] + _parity[_code[data] & 15];
            if (sum > best)
                (next, nextData, best, bestData) = (best, bestData, sum, data);
            else if (sum > next)
                (next, nextData) = (sum, data);
        }
        (second, margin) = ((byte)nextData, best - next);
        return (byte)bestData;
    }

    /// <summary>Undoes scrambling and interleaving; clips what is louder than three times the mean.</summary>
    private void Descramble(ReadOnlySpan<float> symbols, int index)
    {
        var mean = 0f;
        foreach (var symbol in symbols)
            mean += Math.Abs(symbol) / Symbols;
        var limit = Math.Min(3 * mean, float.MaxValue);
        for (var i = 0; i < Symbols; i++)
            _soft[i] = Math.Clamp(symbols[i], -limit, limit) * _signs[(index * Symbols) + i];
    }

    private int DecodeWords(Span<byte> data)
    {
        Span<float> word = stackalloc float[WordBits];
        for (var w = 0; w < Words; w++)
        {
            for (var bit = 0; bit < WordBits; bit++)
                word[bit] = _soft[(bit * Words) + w];
            _best[w] = DecodeWord(word, out _second[w], out _margins[w]);
        }
        _best.AsSpan(0, DataBytes).CopyTo(data);
        return Crc.Crc16X25.IsValid(_best, lowOctetFirst: false) ? CountCorrected() : -1;
    }

    private int CountCorrected()
    {
        var corrected = 0;
        for (var w = 0; w < Words; w++)
        {
            for (var bit = 0; bit < WordBits; bit++)
            {
                var soft = _soft[(bit * Words) + w];
                if (soft != 0 && soft > 0 != (((_code[_best[w]] >> (WordBits - 1 - bit)) & 1) != 0))
                    corrected++;
            }
        }
        return corrected;
    }

    private int TrySecondBest(Span<byte> data)
    {
        Weakest.Find(_margins, _doubtful);
        for (var trial = 1; trial < 1 << Doubtful; trial++)
        {
            Swap(trial);
            if (Crc.Crc16X25.IsValid(_best, lowOctetFirst: false))
            {
                _best.AsSpan(0, DataBytes).CopyTo(data);
                return CountCorrected();
            }
            Swap(trial);
        }
        return -1;
    }

    private void Swap(int trial)
    {
        for (var i = 0; i < Doubtful; i++)
        {
            if (((trial >> i) & 1) != 0)
                (_best[_doubtful[i]], _second[_doubtful[i]]) = (_second[_doubtful[i]], _best[_doubtful[i]]);
        }
    }

    /// <summary>Correlation of four soft bits with each of the sixteen patterns, the first bit the highest.</summary>
    private static void Sums(ReadOnlySpan<float> four, Span<float> sums)
    {
        for (var pattern = 0; pattern < 16; pattern++)
        {
            var sum = 0f;
            for (var bit = 0; bit < 4; bit++)
                sum += ((pattern >> (3 - bit)) & 1) != 0 ? four[bit] : -four[bit];
            sums[pattern] = sum;
        }
    }
}
