namespace GroundTerminal.Coding.Framing;

/// <summary>Where an <see cref="ISyncedFrame"/> says what it found behind one sync word.</summary>
public ref struct FrameReport
{
    private readonly IDecodeSink _sink;
    private readonly long _start;
    private readonly bool _inverted;
    private readonly ref WorkBudget _work;
    private readonly long _now, _reserve;

    /// <param name="sink">Takes what is found.</param>
    /// <param name="match">Behind this sync word.</param>
    /// <param name="work">Pays for <see cref="MayTryAgain"/>.</param>
    /// <param name="reserve">Symbols of it that are left for first tries.</param>
    /// <param name="isExpected">See <see cref="IsExpected"/>.</param>
    internal FrameReport(IDecodeSink sink, in SyncMatch match, ref WorkBudget work, long reserve, bool isExpected = false)
    {
        (_sink, _start, _inverted, Match, Word, IsExpected) = (sink, match.Start, match.Inverted, match.Rho, match.Word, isExpected);
        (_now, _reserve) = (match.Ready, reserve);
        _work = ref work;
    }

    /// <summary>How well the sync word matched: |ρ| of <see cref="SyncWord"/>, for frames that only some of which are worth a weak match.</summary>
    internal float Match { get; }

    /// <summary>Which of the stream's sync words it was.</summary>
    internal int Word { get; }

    /// <summary>True where the sync word stands right behind a frame and matches: a first look at what follows would be wasted.</summary>
    internal bool IsExpected { get; }

    /// <summary>Symbols after the sync word that belong to accepted frames.</summary>
    internal int Accepted { get; private set; }

    /// <summary>True where a frame with a check was accepted.</summary>
    internal bool IsProven { get; private set; }

    /// <summary>Symbols that <see cref="MayTryAgain"/> has allowed.</summary>
    internal long TriedAgain { get; private set; }

    /// <summary>Asks to decode again with something changed: slips mended, bytes erased, other lengths. What a checked frame has cost is given back, so that only failures count.</summary>
    /// <param name="symbols">What the try costs, as symbols of a good frame.</param>
    /// <returns>False where so much has failed lately that what is left must be kept for the first tries on other frames.</returns>
    public bool MayTryAgain(int symbols)
    {
        if (!_work.Take(symbols, _now, _reserve))
            return false;
        TriedAgain += symbols;
        return true;
    }

    /// <summary>Says that a try that failed has cost more than a good frame of so many symbols does.</summary>
    /// <param name="symbols">By how much, as symbols of a good frame.</param>
    public readonly void CostMore(int symbols) => _work.Take(symbols, _now);

    /// <summary>Hands a frame over.</summary>
    /// <param name="payload">The frame; copied by whoever keeps it.</param>
    /// <param name="symbols">Symbols after the sync word up to the frame's end.</param>
    /// <param name="correctedBits">Bits or code symbols corrected.</param>
    /// <param name="plausible">False where the check is weak (16 bits or none) and the content does not look like the protocol's: such a frame needs a good signal to be believed.</param>
    /// <param name="isChecked">False where the framing has no check over the payload.</param>
    /// <param name="from">First symbol of the frame after the sync word, where several frames follow one sync word.</param>
    public void Frame(ReadOnlySpan<byte> payload, int symbols, int correctedBits = 0, bool plausible = true, bool isChecked = true, int from = 0)
    {
        Accepted = Math.Max(Accepted, symbols);
        IsProven |= isChecked;
        _sink.OnResult(new DecodeResult
        {
            Status = DecodeStatus.Ok,
            Payload = payload,
            FirstSymbol = _start + from,
            EndSymbol = _start + symbols,
            CorrectedBits = correctedBits,
            HeaderPlausible = plausible,
            Unchecked = !isChecked,
            Inverted = _inverted,
        });
    }

    /// <summary>Says why there is no frame.</summary>
    /// <param name="status">Any but Ok.</param>
    /// <param name="symbols">Symbols after the sync word that were looked at.</param>
    public readonly void Refuse(DecodeStatus status, int symbols) => _sink.OnResult(new DecodeResult
    {
        Status = status,
        FirstSymbol = _start,
        EndSymbol = _start + symbols,
        Inverted = _inverted,
    });
}
