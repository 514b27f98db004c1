namespace GroundTerminal.Coding.Codes;

/// <remarks>Decoding with reliabilities, and the codes that standards name.</remarks>
public sealed partial class ReedSolomon
{
    /// <summary>Chance of a wrong word a trial may take: <see cref="MaxErasures"/>.</summary>
    private const double WrongWordChance = 1e-4;

    /// <summary>The code of CCSDS 131.0-B-5 §4.3 in the conventional basis, which libfec calls rs_8: (255,223) or (255,239).</summary>
    /// <param name="parityLength">32 or 16.</param>
    /// <exception cref="ArgumentException">parityLength is neither.</exception>
    public static ReedSolomon Ccsds(int parityLength = 32) => parityLength is 32 or 16
        ? new(0x187, 128 - (parityLength / 2), 11, parityLength)
        : throw new ArgumentException($"{parityLength} parity symbols; the standard has 32 and 16.", nameof(parityLength));

    /// <summary>FX.25 (Stensat 2006): field 0x11D, roots from α¹; parity 16, 32 or 64. 16 parity symbols are also ESEO's and those of SMOG-P's TT-64.</summary>
    public static ReedSolomon Fx25(int parityLength) => new(0x11D, 1, 1, parityLength);

    /// <summary>IL2P (draft 0.6): field 0x11D, roots from α⁰; parity 2 to 16. With 10 it is Swiatowid's.</summary>
    public static ReedSolomon Il2p(int parityLength) => new(0x11D, 0, 1, parityLength);

    /// <summary>NGHam (J. P. Løfaldli): CCSDS's field and first root, with 16 or 32 parity symbols.</summary>
    public static ReedSolomon NgHam(int parityLength) => new(0x187, 112, 11, parityLength);

    /// <summary>Most erasures for which a word of noise becomes a code word with a chance below 10⁻⁴ in the last trial: even, 0 where there is none.</summary>
    /// <remarks>
    /// With t = (parity − erasures)/2 errors left to correct, C(n, t)·q^t of q^2t remainders lead to a word: C(n, t)/q^t, q = 2^m. For (255,223) that leaves t = 8 and 16
    /// erasures; for a short word more. The trials before have less chance each, so that all together stay near that of the last.
    /// </remarks>
    /// <param name="length">Of the code word, data and parity.</param>
    public int MaxErasures(int length)
    {
        var chance = 1.0;
        for (var t = 1; t <= ParityLength / 2; t++)
        {
            chance *= Math.Max(0.0, length - t + 1) / t / (_field.Order + 1);
            if (chance < WrongWordChance)
                return (ParityLength / 2 * 2) - (2 * t);
        }
        return 0;
    }

    /// <summary>Generalized minimum distance decoding with <see cref="MaxErasures"/>.</summary>
    /// <inheritdoc cref="DecodeSoft(Span{byte}, ReadOnlySpan{float}, int)"/>
    public int DecodeSoft(Span<byte> codeword, ReadOnlySpan<float> reliabilities) => DecodeSoft(codeword, reliabilities, MaxErasures(codeword.Length));

    /// <summary>Generalized minimum distance decoding: without erasures, then with the 2, 4, 6 … least reliable symbols erased; the first success counts.</summary>
    /// <remarks>G. D. Forney, Generalized minimum distance decoding, IEEE Trans. Inf. Theory 12 (1966), without his test of the distance. Reads the word once and then solves from the same syndromes.</remarks>
    /// <param name="codeword">Data followed by parity; unchanged on failure.</param>
    /// <param name="reliabilities">One a symbol, greater is surer; only their order counts. The least magnitude of the symbol's soft bits serves best. NaN is least.</param>
    /// <param name="maxErasures">Up to the parity. More find more words, wrong ones too: sensible where another check follows.</param>
    /// <returns>Symbols changed, or −1.</returns>
    public int DecodeSoft(Span<byte> codeword, ReadOnlySpan<float> reliabilities, int maxErasures)
    {
        if (codeword.Length <= ParityLength || codeword.Length > MaxLength || reliabilities.Length != codeword.Length || !AreSymbols(codeword))
            return -1;
        if (!FindSyndromes(codeword))
            return 0;
        if (Solve(codeword.Length, []))
            return Correct(codeword);
        if (maxErasures < 2)
            return -1;
        var weakest = _weakest.AsSpan(0, Math.Min(maxErasures, Math.Min(ParityLength, codeword.Length)));
        Weakest.Find(reliabilities, weakest);
        for (var erasures = 2; erasures <= weakest.Length; erasures += 2)
        {
            if (Solve(codeword.Length, weakest[..erasures]))
                return Correct(codeword);
        }
        return -1;
    }
}
