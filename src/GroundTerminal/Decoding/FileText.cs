using System.Globalization;
using GroundTerminal.Coding.Files;

namespace GroundTerminal.Decoding;

/// <summary>A file that was put together, for people.</summary>
internal static class FileText
{
    public static string Line(ReceivedFile file) => string.Create(
        CultureInfo.InvariantCulture,
        $"file {file.Name}  {file.Bytes.Length} bytes  {(file.Complete ? "complete" : file.Gaps.Count == 0 ? "its end is not known" : $"{file.Gaps.Sum(g => (long)g.Length)} bytes missing in {file.Gaps.Count} places")}");
}
