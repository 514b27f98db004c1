namespace GroundTerminal.Coding.Framing;

/// <summary>Mends a convolutionally coded frame in which the receiver's symbol clock slipped: a symbol too many or too few turns the pairs of the code round from there on.</summary>
/// <remarks>
/// The path that Viterbi finds agrees with the symbols clearly less behind a slip than before it. The slip is put where the cumulative sum of that agreement over its mean is greatest (E. Page,
/// "Continuous Inspection Schemes", Biometrika 41, 1954), one symbol is taken out or an erasure put in there, whichever decodes better, and so on. The few bytes between the true place and the
/// one found are left to the outer code. At most <see cref="MaxSlips"/> slips, two decodings each.
/// </remarks>
internal sealed class CcsdsSlipRepair(CcsdsInnerCode inner)
{
    private const int MaxSlips = 4;

    /// <summary>Least gain of the whole frame's agreement; a slip costs 0.002 for each hundredth of the frame behind it.</summary>
    private const float LeastGain = 0.006f;

    private readonly float[] _best = new float[inner.Symbols + (2 * CcsdsInnerCode.TailBits)];
    private readonly float[] _trial = new float[inner.Symbols + (2 * CcsdsInnerCode.TailBits)];

    /// <summary>The symbols as mended last.</summary>
    public ReadOnlySpan<float> Symbols => _best;

    /// <summary>Symbols of the stream that the frame has more than it should.</summary>
    public int Extra { get; private set; }

    /// <summary>Starts with the symbols as received, whole and with the tail.</summary>
    public void Start(ReadOnlySpan<float> symbols)
    {
        symbols.CopyTo(_best);
        Extra = 0;
    }

    /// <summary>Looks for one slip more.</summary>
    /// <param name="agreement">That of the decoding so far; raised where a slip is found.</param>
    /// <param name="frame">Receives the better decoding; else spoilt.</param>
    /// <param name="reliabilities">Those of the decoding so far; replaced by those of the better one, else spoilt.</param>
    /// <returns>False where there is none.</returns>
    public bool Mend(ref float agreement, Span<byte> frame, Span<float> reliabilities)
    {
        if (Math.Abs(Extra) >= MaxSlips)
            return false;
        var place = 16 * PlaceOf(reliabilities);
        var (best, better) = (0, agreement + LeastGain);
        for (var extra = 1; extra >= -1; extra -= 2)
        {
            Shift(place, extra);
            var result = inner.Decode(_trial, frame);
            if (result.Agreement > better)
                (best, better) = (extra, result.Agreement);
        }
        if (best == 0)
            return false;
        Shift(place, best);
        _trial.CopyTo(_best, 0);
        inner.Decode(_best, frame);
        inner.Reliabilities(_best, reliabilities);
        (agreement, Extra) = (better, Extra + best);
        return true;
    }

    private static int PlaceOf(ReadOnlySpan<float> reliabilities)
    {
        double mean = 0;
        foreach (var reliability in reliabilities)
            mean += reliability;
        mean /= reliabilities.Length;
        var (place, sum, greatest) = (0, 0.0, 0.0);
        for (var i = 0; i < reliabilities.Length; i++)
        {
            sum += reliabilities[i] - mean;
            if (sum > greatest)
                (place, greatest) = (i + 1, sum);
        }
        return place;
    }

    private void Shift(int place, int extra)
    {
        var at = Math.Min(place, _best.Length - 1);
        _best.AsSpan(0, at).CopyTo(_trial);
        _trial.AsSpan(at).Clear();
        if (extra > 0)
            _best.AsSpan(at + 1).CopyTo(_trial.AsSpan(at));
        else
            _best.AsSpan(at, _best.Length - at - 1).CopyTo(_trial.AsSpan(at + 1));
    }
}
