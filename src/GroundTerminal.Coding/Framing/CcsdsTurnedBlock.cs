namespace GroundTerminal.Coding.Framing;

/// <summary>Tells a code block from one that was read from a false sync marker near its own and came out turned round.</summary>
/// <remarks>
/// Reed–Solomon codes without virtual fill are cyclic, and so is the whole interleaved block: read from s bytes before its place, or after it, it is a code word again but for the s bytes at that end, with
/// or without the randomizer, whose sequence is a code word too. Nothing in the decoded block tells; what was received does. A reading is turned where three quarters of its first s bytes were wrong and the symbols
/// before byte s are the marker's (at s = 3 its last three bytes; nearer a marker does not look like another, 12 of the symbols in common being wrong), or where that holds of its last s bytes and the marker of the next frame begins there. The marker is
/// compared symbol by symbol at a rate of 2·10⁻³: it is missed once in 10³ times at Es/N0 = −1 dB, where one reading in 10² is a turned one; a true block is refused only where it begins with wrong bytes, too.
/// Of uncoded 8PSK, three bits a symbol, a carrier half a turn off or mirrored inverts every third symbol or two of three. That sequence, of period 24, is a code word as well: its spectrum lies at the 0th, 85th and 170th
/// power, and none of the code's zeros (112 to 143) does. So the marker is also looked for with every third symbol inverted.
/// What is left: a block read from after its place whose own marker was missed and that no other follows, or whose first four bytes are the marker again.
/// </remarks>
internal sealed class CcsdsTurnedBlock
{
    private const int MarkerBytes = CcsdsSyncMarker.Bits / 8, Nearest = 3;
    private const double FalseAlarmRate = 2e-3;

    /// <summary>Every third bit of a marker.</summary>
    private const ulong Thirds = 0x49249249;
    private readonly CcsdsMarkers _markers;

    /// <summary>As sent, or with every third symbol inverted; then by phase.</summary>
    private readonly SyncWord[][] _words, _ends;
    private readonly int _most;

    /// <param name="markers">Those of the stream.</param>
    /// <param name="most">Bytes at either end that may all be wrong: those of the parity.</param>
    public CcsdsTurnedBlock(CcsdsMarkers markers, int most)
    {
        (_markers, _most) = (markers, most);
        ulong[] inversions = markers.IsPlain ? [0, Thirds, Thirds << 1, (Thirds << 2) & uint.MaxValue] : [0];
        _words = [.. inversions.Select(inversion => Enumerable.Range(0, markers.Phases).Select(phase => new SyncWord(markers[phase].Pattern ^ inversion, markers[phase].Length, FalseAlarmRate)).ToArray())];
        _ends = [.. _words.Select(words => words.Select(End).ToArray())];
    }

    /// <summary>Whether a block that was decoded is turned.</summary>
    /// <param name="symbols">From the block's first symbol on, at least the block.</param>
    /// <param name="received">Its bytes before correction.</param>
    /// <param name="decoded">Its bytes after it.</param>
    /// <param name="slips">Slips of the symbol clock that were mended to decode it: so many symbols before or after its place the marker may stand, which itself may be what was mended.</param>
    /// <param name="phase">Where in the pattern the marker begins behind which it was read.</param>
    public bool IsTurned(ReadOnlySpan<float> symbols, ReadOnlySpan<byte> received, ReadOnlySpan<byte> decoded, int slips, int phase = 0)
    {
        var (before, after, most) = (0, 0, Math.Min(_most, received.Length));
        for (var bytes = 1; bytes <= most; bytes++)
        {
            before += received[bytes - 1] != decoded[bytes - 1] ? 1 : 0;
            after += received[^bytes] != decoded[^bytes] ? 1 : 0;
            if (bytes >= Nearest && 4 * before >= 3 * bytes && IsMarker(symbols, bytes, bytes < MarkerBytes ? _ends : _words, slips, phase))
                return true;
            if (bytes >= MarkerBytes && 4 * after >= 3 * bytes && IsMarker(symbols, received.Length - bytes + MarkerBytes, _words, slips, phase))
                return true;
        }
        return false;
    }

    /// <summary>Whether a marker ends before byte <paramref name="end"/> of a block.</summary>
    private bool IsMarker(ReadOnlySpan<float> symbols, int end, SyncWord[][] words, int slips, int phase)
    {
        var place = _markers.Symbols(_markers.After(phase, CcsdsSyncMarker.Bits), 8 * end);
        foreach (var inverted in words)
        {
            var word = inverted[_markers.After(phase, 8 * end)];
            for (var last = Math.Max(place - slips, word.Length); last <= Math.Min(place + slips, symbols.Length); last++)
            {
                if (Math.Abs(word.Correlate(symbols[(last - word.Length)..last])) >= word.Threshold)
                    return true;
            }
        }
        return false;
    }

    /// <summary>The symbols of a marker's last three bytes, or what is known of them.</summary>
    private SyncWord End(SyncWord word, int phase)
    {
        var length = Math.Min(_markers.Symbols(_markers.After(phase, CcsdsSyncMarker.Bits - (8 * Nearest)), 8 * Nearest), word.Length);
        return new SyncWord(word.Pattern & ((1UL << length) - 1), length, FalseAlarmRate);
    }
}
