namespace GroundTerminal.Coding.Framing;

/// <summary>Mends a convolutionally coded frame in which the receiver's symbol clock slipped: a symbol too many or too few turns the pairs of the code round from there on.</summary>
/// <remarks>
/// The path that Viterbi finds agrees with the symbols clearly less behind a slip than before it. The slip is put where the cumulative sum of that agreement over its mean is greatest (E. Page,
/// "Continuous Inspection Schemes", Biometrika 41, 1954), and so on. A symbol taken out and an erasure put in set the pairs right alike, and only the outer code can tell which of the two it must be:
/// all combinations are tried. The few bytes between the true place and the one found are left to the outer code. At most <see cref="MaxSlips"/> slips: 8 decodings to find them, 16 combinations.
/// </remarks>
internal sealed class CcsdsSlipRepair(CcsdsInnerCode inner)
{
    public const int MaxSlips = 4;

    /// <summary>Least gain of the whole frame's agreement; a slip costs 0.0015 for each hundredth of the frame behind it.</summary>
    private const float LeastGain = 0.006f;

    private readonly float[] _received = new float[inner.Symbols + (2 * CcsdsInnerCode.TailBits)];
    private readonly float[] _mended = new float[inner.Symbols + (2 * CcsdsInnerCode.TailBits)];
    private readonly int[] _places = new int[MaxSlips];

    /// <summary>Slips found.</summary>
    public int Slips { get; private set; }

    /// <summary>The symbols as mended last.</summary>
    public ReadOnlySpan<float> Symbols => _mended;

    /// <summary>Finds the places.</summary>
    /// <param name="symbols">The symbols as received, whole and with the tail.</param>
    /// <param name="agreement">That of their decoding.</param>
    /// <param name="frame">Scratch.</param>
    /// <param name="reliabilities">Those of their decoding; spoilt.</param>
    public void Find(ReadOnlySpan<float> symbols, float agreement, Span<byte> frame, Span<float> reliabilities)
    {
        symbols.CopyTo(_received);
        for (Slips = 0; Slips < MaxSlips;)
        {
            _places[Slips++] = 16 * PlaceOf(reliabilities);
            Mend(0);
            var result = inner.Decode(_mended, frame);
            if (result.Agreement < agreement + LeastGain)
            {
                Slips--;
                return;
            }
            agreement = result.Agreement;
            inner.Reliabilities(_mended, reliabilities);
        }
    }

    /// <summary>Mends the places found.</summary>
    /// <param name="inserted">Bit i set: an erasure is put in at place i; else a symbol is taken out.</param>
    /// <returns>Symbols of the stream that the frame has more than it should.</returns>
    public int Mend(int inserted)
    {
        var (from, to, done) = (0, 0, 0);
        for (var slip = NextAfter(ref done); slip >= 0; slip = NextAfter(ref done))
        {
            Copy(ref from, ref to, _places[slip] - from);
            if (((inserted >> slip) & 1) == 0)
                from++;
            else if (to < _mended.Length)
                _mended[to++] = 0;
        }
        Copy(ref from, ref to, _received.Length);
        _mended.AsSpan(to).Clear();
        return from - to;
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

    /// <summary>The places in their order in the stream, each once.</summary>
    private int NextAfter(ref int done)
    {
        var next = -1;
        for (var i = 0; i < Slips; i++)
        {
            if (((done >> i) & 1) == 0 && (next < 0 || _places[i] < _places[next]))
                next = i;
        }
        done |= next < 0 ? 0 : 1 << next;
        return next;
    }

    private void Copy(ref int from, ref int to, int count)
    {
        count = Math.Max(0, Math.Min(count, Math.Min(_received.Length - from, _mended.Length - to)));
        _received.AsSpan(from, count).CopyTo(_mended.AsSpan(to));
        (from, to) = (from + count, to + count);
    }
}
