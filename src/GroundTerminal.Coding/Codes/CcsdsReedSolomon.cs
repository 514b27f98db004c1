namespace GroundTerminal.Coding.Codes;

/// <summary>The Reed–Solomon codes of CCSDS telemetry: (255,223) or (255,239), interleaved 1 to 8 deep, in either basis, shortened by virtual fill.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §4.3 and annex F. A block is the data of all code words symbol by symbol in turn, then their parity in the same way; so symbol i belongs to code word i mod depth.
/// Virtual fill is equal for all code words: any block length that is a multiple of the depth is possible. Holds scratch: one thread at a time. Allocates nothing after construction.
/// </remarks>
public sealed class CcsdsReedSolomon
{
    private static readonly byte[] ToDual = MakeToDual();
    private static readonly byte[] FromDual = Invert(ToDual);

    private readonly ReedSolomon _code;
    private readonly byte[]? _toDual, _fromDual;
    private readonly byte[] _word = new byte[255];
    private readonly float[] _reliabilities = new float[255];

    /// <param name="parityLength">Parity symbols of a code word: 32 (E = 16) or 16 (E = 8).</param>
    /// <param name="basis">Basis of data and parity.</param>
    /// <param name="interleaving">Code words a block, 1 to 8. The standard has 1, 2, 3, 4, 5 and 8.</param>
    /// <exception cref="ArgumentException">Other values.</exception>
    public CcsdsReedSolomon(int parityLength, ReedSolomonBasis basis, int interleaving)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interleaving, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interleaving, 8);
        _code = ReedSolomon.Ccsds(parityLength);
        (Basis, Interleaving) = (basis, interleaving);
        if (basis == ReedSolomonBasis.Dual)
            (_toDual, _fromDual) = (ToDual, FromDual);
    }

    /// <summary>The basis given to the constructor.</summary>
    public ReedSolomonBasis Basis { get; }

    /// <summary>Code words a block.</summary>
    public int Interleaving { get; }

    /// <summary>Parity bytes of a block.</summary>
    public int ParityLength => _code.ParityLength * Interleaving;

    /// <summary>Longest block, without virtual fill.</summary>
    public int MaxBlockLength => _code.MaxLength * Interleaving;

    /// <summary>Code words that the last call could not correct.</summary>
    public int FailedCodewords { get; private set; }

    /// <summary>Symbols that the last call corrected, in the code words that did not fail.</summary>
    public int CorrectedSymbols { get; private set; }

    /// <summary>Data bytes at the beginning of a block of this length, or −1 where there is no such block.</summary>
    public int DataLength(int blockLength) => blockLength % Interleaving == 0 && blockLength > ParityLength && blockLength <= MaxBlockLength ? blockLength - ParityLength : -1;

    /// <summary>Computes the parity of a block.</summary>
    /// <param name="data">A multiple of the interleaving depth, up to 223 or 239 bytes for each code word.</param>
    /// <param name="parity"><see cref="ParityLength"/> bytes.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Encode(ReadOnlySpan<byte> data, Span<byte> parity)
    {
        if (parity.Length != ParityLength || DataLength(data.Length + ParityLength) < 0)
            throw new ArgumentException($"{data.Length} data bytes and {parity.Length} of parity do not make a block of {Interleaving} code words.");
        var word = _word.AsSpan(0, data.Length / Interleaving);
        Span<byte> check = stackalloc byte[_code.ParityLength];
        for (var k = 0; k < Interleaving; k++)
        {
            Take(data, k, word);
            _code.Encode(word, check);
            for (var i = 0; i < check.Length; i++)
                parity[(i * Interleaving) + k] = _toDual is null ? check[i] : _toDual[check[i]];
        }
    }

    /// <summary>Corrects a block in place.</summary>
    /// <param name="block">Data and parity. Code words that fail stay as they were, the others are corrected all the same.</param>
    /// <returns>Symbols corrected in all code words, or −1 where any failed or the length is not a block's.</returns>
    public int Decode(Span<byte> block) => Decode(block, [], 0);

    /// <summary>Corrects a block in place by generalized minimum distance decoding of each code word: see <see cref="ReedSolomon.DecodeSoft(Span{byte}, ReadOnlySpan{float})"/>, also for the chance of a wrong word.</summary>
    /// <param name="block">Data and parity. Where a code word fails, those before it stay corrected and those behind it are not tried: of noise the first ends it.</param>
    /// <param name="reliabilities">One a byte of the block, greater is surer.</param>
    /// <returns>Symbols corrected in all code words, or −1 where one failed or the length is not a block's.</returns>
    public int DecodeSoft(Span<byte> block, ReadOnlySpan<float> reliabilities) => DecodeSoft(block, reliabilities, int.MaxValue);

    /// <inheritdoc cref="DecodeSoft(Span{byte}, ReadOnlySpan{float})"/>
    /// <param name="maxErasures">At most so many erasures in a code word, where no check follows.</param>
    public int DecodeSoft(Span<byte> block, ReadOnlySpan<float> reliabilities, int maxErasures) =>
        reliabilities.Length == block.Length && DataLength(block.Length) > 0
            ? Decode(block, reliabilities, Math.Min(maxErasures, _code.MaxErasures(block.Length / Interleaving)))
            : Refuse();

    private int Decode(Span<byte> block, ReadOnlySpan<float> reliabilities, int maxErasures)
    {
        if (DataLength(block.Length) < 0)
            return Refuse();
        (FailedCodewords, CorrectedSymbols) = (0, 0);
        var word = _word.AsSpan(0, block.Length / Interleaving);
        for (var k = 0; k < Interleaving && (reliabilities.IsEmpty || FailedCodewords == 0); k++)
        {
            Take(block, k, word);
            var corrected = reliabilities.IsEmpty ? _code.Decode(word) : _code.DecodeSoft(word, TakeReliabilities(reliabilities, k, word.Length), maxErasures);
            if (corrected < 0)
                FailedCodewords++;
            else if (corrected > 0)
                Put(word, k, block);
            CorrectedSymbols += Math.Max(0, corrected);
        }
        return FailedCodewords == 0 ? CorrectedSymbols : -1;
    }

    private int Refuse()
    {
        (FailedCodewords, CorrectedSymbols) = (Interleaving, 0);
        return -1;
    }

    private void Take(ReadOnlySpan<byte> block, int k, Span<byte> word)
    {
        if (_fromDual is { Length: 256 } map)
        {
            for (int i = 0, at = k; i < word.Length; i++, at += Interleaving)
                word[i] = map[block[at]];
            return;
        }
        for (int i = 0, at = k; i < word.Length; i++, at += Interleaving)
            word[i] = block[at];
    }

    private void Put(ReadOnlySpan<byte> word, int k, Span<byte> block)
    {
        for (var i = 0; i < word.Length; i++)
            block[(i * Interleaving) + k] = _toDual is null ? word[i] : _toDual[word[i]];
    }

    private ReadOnlySpan<float> TakeReliabilities(ReadOnlySpan<float> reliabilities, int k, int length)
    {
        for (var i = 0; i < length; i++)
            _reliabilities[i] = reliabilities[(i * Interleaving) + k];
        return _reliabilities.AsSpan(0, length);
    }

    /// <summary>Annex F: the dual symbols of α⁰ to α⁷; the map is linear.</summary>
    private static byte[] MakeToDual()
    {
        ReadOnlySpan<byte> images = [0x7B, 0xAF, 0x99, 0xFA, 0x86, 0xEC, 0xEF, 0x8D];
        var map = new byte[256];
        for (var symbol = 1; symbol < 256; symbol++)
        {
            for (var bit = 0; bit < 8; bit++)
                map[symbol] ^= ((symbol >> bit) & 1) != 0 ? images[bit] : (byte)0;
        }
        return map;
    }

    private static byte[] Invert(byte[] map)
    {
        var inverse = new byte[256];
        for (var i = 0; i < 256; i++)
            inverse[map[i]] = (byte)i;
        return inverse;
    }
}
