namespace GroundTerminal.Coding.Framing;

/// <summary>Mends a convolutionally coded frame in which the receiver's symbol clock slipped: a symbol too many or too few turns the pairs of the code round from there on.</summary>
/// <remarks>
/// The frame is decoded once as it stands and once from its second symbol on. Where the pairs are right, the path agrees with the symbols clearly better; the sequence of right readings that explains
/// both best, each change at a price, is found by dynamic programming over the bytes, and its changes are the slips. A symbol taken out and an erasure put in set the pairs right alike, and only the
/// outer code can tell which of the two it must be: all combinations are tried. The few bytes between the true place and the one found are left to the outer code. At most 4 slips, 17 decodings.
/// </remarks>
internal sealed class CcsdsSlipRepair(CcsdsInnerCode inner)
{
    public const int MaxSlips = 4;

    /// <summary>Price of a change in bytes of the mean agreement; wrong pairs lose a fifth of it, so that a piece of ten bytes pays for itself.</summary>
    private const float Price = 2;

    private readonly float[] _received = new float[inner.Symbols + (2 * CcsdsInnerCode.TailBits)];
    private readonly float[] _mended = new float[inner.Symbols + (2 * CcsdsInnerCode.TailBits)];
    private readonly float[] _odd = new float[inner.Bytes];
    private readonly byte[] _changes = new byte[inner.Bytes];
    private readonly int[] _places = new int[MaxSlips];

    /// <summary>Slips found.</summary>
    public int Slips { get; private set; }

    /// <summary>The symbols as mended last.</summary>
    public ReadOnlySpan<float> Symbols => _mended;

    /// <summary>Finds the places.</summary>
    /// <param name="symbols">The symbols as received, whole and with the tail.</param>
    /// <param name="reliabilities">Those of their decoding.</param>
    /// <param name="frame">Scratch.</param>
    public void Find(ReadOnlySpan<float> symbols, ReadOnlySpan<float> reliabilities, Span<byte> frame)
    {
        symbols.CopyTo(_received);
        symbols[1..].CopyTo(_mended);
        _mended[^1] = 0;
        inner.Decode(_mended, frame);
        inner.Reliabilities(_mended, _odd);
        TraceBack(Explain(reliabilities));
    }

    /// <summary>Mends the places found.</summary>
    /// <param name="inserted">Bit i set: an erasure is put in at place i; else a symbol is taken out.</param>
    /// <returns>Symbols of the stream that the frame has more than it should.</returns>
    public int Mend(int inserted)
    {
        var (from, to) = (0, 0);
        for (var slip = Slips - 1; slip >= 0; slip--)
        {
            Copy(ref from, ref to, _places[slip] - from);
            if (((inserted >> slip) & 1) == 0)
                from++;
            else
                _mended[to++] = 0;
        }
        Copy(ref from, ref to, _received.Length);
        _mended.AsSpan(to).Clear();
        return from - to;
    }

    /// <summary>Runs forwards; bit 0 of a change says that the even reading came from the odd one, bit 1 the opposite.</summary>
    /// <returns>True where the odd reading is the right one at the end.</returns>
    private bool Explain(ReadOnlySpan<float> reliabilities)
    {
        float mean = 0;
        foreach (var reliability in reliabilities)
            mean += reliability / reliabilities.Length;
        var price = Price * mean;
        var (even, odd) = (0f, -price);
        for (var i = 0; i < _changes.Length; i++)
        {
            var (fromOdd, fromEven) = (odd - price > even, even - price > odd);
            _changes[i] = (byte)((fromOdd ? 1 : 0) | (fromEven ? 2 : 0));
            (even, odd) = ((fromOdd ? odd - price : even) + reliabilities[i], (fromEven ? even - price : odd) + _odd[i]);
        }
        return odd > even;
    }

    private void TraceBack(bool odd)
    {
        Slips = 0;
        for (var i = _changes.Length - 1; i >= 0; i--)
        {
            if ((_changes[i] & (odd ? 2 : 1)) == 0)
                continue;
            odd = !odd;
            if (!Note(16 * i))
                return;
        }
        if (odd)
            Note(0);
    }

    /// <summary>Places come from the last to the first; with too many of them nothing is mended.</summary>
    private bool Note(int place)
    {
        if (Slips == MaxSlips)
        {
            Slips = 0;
            return false;
        }
        _places[Slips++] = place;
        return true;
    }

    private void Copy(ref int from, ref int to, int count)
    {
        count = Math.Max(0, Math.Min(count, Math.Min(_received.Length - from, _mended.Length - to)));
        _received.AsSpan(from, count).CopyTo(_mended.AsSpan(to));
        (from, to) = (from + count, to + count);
    }
}
