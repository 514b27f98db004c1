using System.Runtime.InteropServices;

namespace GroundTerminal.Station;

/// <summary>Writes files so that a power loss at any moment leaves the old content or the new one.</summary>
/// <remarks>rename(2) replaces in one step; fsync(2) of the file before it and of the directory after it put both on disk in that order.</remarks>
internal static partial class AtomicFile
{
    /// <summary>Ending of what is being written; such a file left over by a power loss is no one's.</summary>
    public const string Unfinished = ".new";

    private const int OpenReadOnly = 0, OpenCloseOnExec = 0x80000;

    /// <exception cref="IOException">It cannot be written; the old content is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = path + Unfinished;
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Puts a directory's names on disk.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static void FlushDirectory(string directory)
    {
        var descriptor = Open(directory, OpenReadOnly | OpenCloseOnExec);
        if (descriptor < 0)
            throw new IOException($"{directory} cannot be opened (error {Marshal.GetLastPInvokeError()})");
        var failed = Fsync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed)
            throw new IOException($"{directory} cannot be put on disk (error {error})");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
