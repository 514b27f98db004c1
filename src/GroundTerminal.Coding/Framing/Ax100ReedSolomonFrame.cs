using System.Numerics;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>What follows the sync word of GOMspace's AX100 in Reed–Solomon mode, descrambled: a length byte that counts itself, and a shortened word of (255,223).</summary>
/// <remarks>
/// GOMspace NanoCom AX100 manual; D. Estévez, "Reverse-engineering the AX100 in GOMX-3" (destevez.net, 2016). The length byte has no protection: lengths that differ in
/// its doubtful bits are tried too, but only without erasures, where noise never becomes a word (chance 1/16! a trial). A length that is too great by up
/// to 16 is corrected by the code itself. The length as received is tried with erasures: 3·10⁻⁶ a word of noise,
/// so that at a sync rate of 10⁻⁵ a symbol noise gives 10⁻³ frames an hour at 9600 baud.
/// </remarks>
public sealed class Ax100ReedSolomonFrame : ISyncedFrame
{
    internal const int ParityLength = 32;
    internal const int MinLength = 1 + 1 + ParityLength;
    private const int MaxLength = 256;
    private const int Doubtful = 4;
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly byte[] _data = new byte[MaxLength];
    private readonly byte[] _received = new byte[MaxLength];
    private readonly float[] _reliabilities = new float[MaxLength];

    /// <inheritdoc/>
    public int FirstSymbols => 8;

    /// <inheritdoc/>
    public int MaxSymbols => (MaxLength - 1) * 8;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var received = (int)Bits.PackWord(symbols[..8]);
        if (received < MinLength)
            return symbols.Length < MaxSymbols ? MaxSymbols : TryOthers(symbols, received, ref report);
        if (symbols.Length < received * 8)
            return received * 8;
        if (symbols.Length == received * 8 && Try(symbols, received, withErasures: true, ref report))
            return 0;
        return symbols.Length < MaxSymbols ? MaxSymbols : TryOthers(symbols, received, ref report);
    }

    private int TryOthers(ReadOnlySpan<float> symbols, int received, ref FrameReport report)
    {
        Span<int> weak = stackalloc int[Doubtful];
        FindDoubtful(symbols[..8], weak);
        for (var trial = 1; trial < 1 << Doubtful; trial++)
        {
            var length = received;
            for (var i = 0; i < Doubtful; i++)
                length ^= ((trial >> i) & 1) << weak[i];
            if (Try(symbols, length, withErasures: false, ref report))
                return 0;
        }
        report.Refuse(DecodeStatus.CheckFailed, received * 8);
        return 0;
    }

    private bool Try(ReadOnlySpan<float> symbols, int length, bool withErasures, ref FrameReport report)
    {
        if (length < MinLength)
            return false;
        var word = _data.AsSpan(0, length - 1);
        Bits.Pack(symbols[8..(length * 8)], word);
        word.CopyTo(_received);
        var erasures = withErasures ? Math.Max(0, _code.MaxErasures(word.Length) - 2) : 0;
        Bits.Reliabilities(symbols[8..(length * 8)], _reliabilities.AsSpan(0, word.Length));
        var corrected = _code.DecodeSoft(word, _reliabilities.AsSpan(0, word.Length), erasures);
        if (corrected < 0)
            return false;
        var surplus = Surplus(word, length);
        if (length - surplus < MinLength)
            return false;
        report.Frame(word[..^(ParityLength + surplus)], (length - surplus) * 8, corrected - surplus);
        return true;
    }

    /// <summary>A zero received right after the word's end looks like parity: of the lengths that zeros leave open, that with the fewest wrong bits is taken.</summary>
    private int Surplus(ReadOnlySpan<byte> word, int length)
    {
        var surplus = ShortenedWord.Surplus(_received.AsSpan(0, word.Length), word);
        for (var more = surplus + 1; surplus > 0 && more <= ParityLength / 2 && word[^more] == 0; more++)
        {
            if (BitOperations.PopCount((uint)(length ^ (length - more))) < BitOperations.PopCount((uint)(length ^ (length - surplus))))
                surplus = more;
        }
        return surplus;
    }

    /// <summary>Bits of the byte, as shifts, whose symbols are weakest, weakest first.</summary>
    private static void FindDoubtful(ReadOnlySpan<float> octet, Span<int> weak)
    {
        Span<float> magnitudes = stackalloc float[8];
        for (var shift = 0; shift < 8; shift++)
            magnitudes[shift] = Math.Abs(octet[7 - shift]);
        Weakest.Find(magnitudes, weak);
    }
}
