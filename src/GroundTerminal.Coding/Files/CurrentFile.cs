namespace GroundTerminal.Coding.Files;

/// <summary>The one file that is being received where pieces say only their place, not which file they are of.</summary>
/// <remarks>A new file begins where a place is already filled with something else, or where the places go back without repeating what is there.</remarks>
internal sealed class CurrentFile(string extension)
{
    private FilePieces? _file;
    private int _number;
    private long _expected;

    /// <param name="offset">Place of the piece, bytes from the file's beginning.</param>
    /// <param name="data">The piece.</param>
    /// <param name="length">Length of the file where the piece says it.</param>
    /// <param name="sink">Takes the file when it is whole, or when another begins.</param>
    public void Put(long offset, ReadOnlySpan<byte> data, int? length, IFileSink sink)
    {
        if (data.Length == 0 || offset + data.Length > (length ?? FilePieces.MaxLength))
            return;
        if (_file is not null && IsOfAnother(_file, (int)offset, data, length))
            Close(sink);
        _file ??= new FilePieces(FormattableString.Invariant($"{_number++}.{extension}")) { Length = length };
        _file.Put(offset, data);
        _expected = offset + data.Length;
        if (!_file.Done && _file.IsWhole)
            Hand(_file, sink);
    }

    /// <summary>Hands over the file as it is, and waits for another.</summary>
    public void Close(IFileSink sink)
    {
        if (_file is { Done: false })
            Hand(_file, sink);
        _file = null;
    }

    public void Reset() => (_file, _number, _expected) = (null, 0, 0);

    private bool IsOfAnother(FilePieces file, int offset, ReadOnlySpan<byte> data, int? length) =>
        length != file.Length || !(file.Has(offset, data) ?? (!file.Done && offset >= _expected));

    private static void Hand(FilePieces file, IFileSink sink)
    {
        file.Done = true;
        sink.OnFile(file.ToFile(JpegImage.IsWhole));
    }
}
