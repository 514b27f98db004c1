namespace GroundTerminal.Coding.Framing;

/// <summary>Where an <see cref="ISyncedFrame"/> says what it found behind one sync word.</summary>
public ref struct FrameReport
{
    private readonly IDecodeSink _sink;
    private readonly long _start;
    private readonly bool _inverted;

    internal FrameReport(IDecodeSink sink, long start, bool inverted) => (_sink, _start, _inverted) = (sink, start, inverted);

    /// <summary>Symbols after the sync word that belong to accepted frames.</summary>
    internal int Accepted { get; private set; }

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
