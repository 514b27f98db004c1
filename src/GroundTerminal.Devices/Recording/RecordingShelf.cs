using System.Text.Json;

namespace GroundTerminal.Devices.Recording;

/// <summary>The directory of the recordings: keeps them within their budget by deleting the oldest that this program recorded. One thread.</summary>
internal sealed class RecordingShelf(RecorderOptions options)
{
    private readonly Dictionary<string, bool> _ours = [];

    /// <summary>Bytes of all recordings of ours when it was last looked.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>Deletes the oldest until budget and disk have room.</summary>
    /// <param name="kept">What is not deleted: metadata files.</param>
    /// <param name="deleted">Told the name of each.</param>
    /// <returns>Why there is no room all the same; null where there is.</returns>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public string? MakeRoom(IReadOnlyCollection<string> kept, Action<string> deleted)
    {
        List<Item> items = [.. Find().OrderBy(i => i.Written)];
        UsedBytes = items.Sum(i => i.Bytes);
        foreach (Item item in items.Where(i => !kept.Contains(i.MetaPath)))
        {
            if (UsedBytes <= options.BudgetBytes && options.FreeBytes(options.Directory) >= options.KeepFreeBytes)
                return null;
            File.Delete(item.DataPath);
            File.Delete(item.MetaPath);
            UsedBytes -= item.Bytes;
            deleted(Path.GetFileName(item.DataPath));
        }
        return options.FreeBytes(options.Directory) < options.KeepFreeBytes ? $"less than {options.KeepFreeBytes / 1e9:0.###} GB are free in {options.Directory}" : null;
    }

    private IEnumerable<Item> Find()
    {
        foreach (string meta in Directory.EnumerateFiles(options.Directory, "*" + RecordingFile.MetaExtension))
        {
            if (!_ours.TryGetValue(meta, out bool ours))
                _ours[meta] = ours = IsOurs(meta);
            string data = DataOf(meta);
            if (ours)
                yield return new Item(meta, data, Length(meta) + Length(data), File.GetLastWriteTimeUtc(data));
        }
    }

    private static string DataOf(string meta) =>
        RecordingFormat.All.Select(f => meta[..^RecordingFile.MetaExtension.Length] + f.Extension).FirstOrDefault(File.Exists) ?? Path.ChangeExtension(meta, ".sigmf-data");

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static bool IsOurs(string meta)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(meta));
            return document.RootElement.GetProperty("global").GetProperty("core:recorder").GetString()?.StartsWith(SigMfWriter.Recorder, StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private readonly record struct Item(string MetaPath, string DataPath, long Bytes, DateTime Written);
}
