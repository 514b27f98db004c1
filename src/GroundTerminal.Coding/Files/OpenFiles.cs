namespace GroundTerminal.Coding.Files;

/// <summary>The files that are being received side by side where pieces name the file that they are of. The longest untouched is given up when there are too many.</summary>
internal sealed class OpenFiles
{
    private const int Most = 8;

    // The last touched is the last.
    private readonly List<FilePieces> _files = [];

    /// <param name="name">Of the file.</param>
    /// <param name="offset">Place of the piece, bytes from the file's beginning.</param>
    /// <param name="data">The piece.</param>
    /// <param name="length">Length of the file where it is known.</param>
    /// <param name="sink">Takes the file when it is whole, or given up.</param>
    public void Put(string name, long offset, ReadOnlySpan<byte> data, int? length, IFileSink sink)
    {
        if (data.Length == 0 || length is <= 0 or > FilePieces.MaxLength || offset < 0 || offset + data.Length > (length ?? FilePieces.MaxLength))
            return;
        var file = Take(name, length, sink);
        if (file.Has((int)offset, data) == false || (file.Done && file.Has((int)offset, data) is null))
            file = Renew(file, sink);
        file.Length ??= length;
        _files.Add(file);
        file.Put(offset, data);
        if (!file.Done && file.IsWhole)
            Hand(file, sink);
        if (_files.Count <= Most)
            return;
        Close(_files[0], sink);
        _files.RemoveAt(0);
    }

    /// <summary>Hands over all as they are.</summary>
    public void Close(IFileSink sink)
    {
        foreach (var file in _files)
            Close(file, sink);
        _files.Clear();
    }

    public void Reset() => _files.Clear();

    // The file, out of the list; a new one where there is none, or where the known one has another length.
    private FilePieces Take(string name, int? length, IFileSink sink)
    {
        var index = _files.FindIndex(f => f.Name == name);
        if (index < 0)
            return new FilePieces(name);
        var file = _files[index];
        _files.RemoveAt(index);
        return length is not null && file.Length is not null && file.Length != length ? Renew(file, sink) : file;
    }

    private static FilePieces Renew(FilePieces file, IFileSink sink)
    {
        Close(file, sink);
        return new FilePieces(file.Name);
    }

    private static void Close(FilePieces file, IFileSink sink)
    {
        if (!file.Done)
            Hand(file, sink);
    }

    // A file without known length is never whole here: only its last piece would say so.
    private static void Hand(FilePieces file, IFileSink sink)
    {
        file.Done = true;
        sink.OnFile(file.ToFile(_ => false));
    }
}
