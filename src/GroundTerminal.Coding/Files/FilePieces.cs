namespace GroundTerminal.Coding.Files;

/// <summary>The pieces of one file, in any order, and what is missing between them.</summary>
internal sealed class FilePieces(string name)
{
    /// <summary>Longest file, bytes: the most that the 24-bit lengths of these protocols can say.</summary>
    public const int MaxLength = 1 << 24;

    /// <summary>Longest piece that is remembered to tell a repeated one.</summary>
    public const int MaxPacketLength = 4096;

    private readonly SortedList<int, byte[]> _pieces = [];
    private int _received;
    private int? _length;

    public string Name { get; } = name;

    /// <summary>Length of the file, bytes; null while it is not known. What was put beyond it goes.</summary>
    public int? Length
    {
        get => _length;
        set
        {
            _length = value;
            while (value is { } length && _pieces.Count > 0 && End(_pieces.Count - 1) > length)
                Remove(_pieces.GetKeyAtIndex(_pieces.Count - 1));
        }
    }

    /// <summary>It has been handed over.</summary>
    public bool Done { get; set; }

    /// <summary>Every byte of the known length is there.</summary>
    public bool IsWhole => Length is { } length && _received >= length && Gaps(length).Count == 0;

    /// <summary>Whether a piece is there already: null none, true the same, false another.</summary>
    public bool? Has(int offset, ReadOnlySpan<byte> data) => _pieces.TryGetValue(offset, out var piece) ? data.SequenceEqual(piece) : null;

    /// <summary>Adds a piece, or replaces the one in its place. One outside the file is passed over.</summary>
    public void Put(long offset, ReadOnlySpan<byte> data)
    {
        if (data.Length == 0 || offset < 0 || offset + data.Length > (Length ?? MaxLength))
            return;
        Remove((int)offset);
        _pieces.Add((int)offset, data.ToArray());
        _received += data.Length;
    }

    /// <summary>The file as it stands.</summary>
    /// <param name="isWhole">What says of a file without gaps whether it has its end; asked only where no length is known.</param>
    public ReceivedFile ToFile(Func<byte[], bool> isWhole)
    {
        var length = Length ?? (_pieces.Count == 0 ? 0 : End(_pieces.Count - 1));
        var (bytes, gaps) = (new byte[length], Gaps(length));
        foreach (var (offset, piece) in _pieces)
            piece.AsSpan(0, Math.Clamp(length - offset, 0, piece.Length)).CopyTo(bytes.AsSpan(Math.Min(offset, length)));
        return new ReceivedFile(Name, bytes, gaps.Count == 0 && (Length is not null || isWhole(bytes)), gaps);
    }

    private void Remove(int offset)
    {
        if (_pieces.Remove(offset, out var piece))
            _received -= piece.Length;
    }

    private int End(int index) => _pieces.GetKeyAtIndex(index) + _pieces.GetValueAtIndex(index).Length;

    private List<FileGap> Gaps(int length)
    {
        var (gaps, at) = (new List<FileGap>(), 0);
        for (var i = 0; i < _pieces.Count; i++)
        {
            if (_pieces.GetKeyAtIndex(i) > at)
                gaps.Add(new FileGap(at, _pieces.GetKeyAtIndex(i) - at));
            at = Math.Max(at, End(i));
        }
        if (at < length)
            gaps.Add(new FileGap(at, length - at));
        return gaps;
    }
}
