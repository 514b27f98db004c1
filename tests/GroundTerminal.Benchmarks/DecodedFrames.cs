using System.Text.Json;

namespace GroundTerminal.Benchmarks;

/// <summary>What <c>decode --json</c> wrote, and how two lists of frames differ.</summary>
internal static class DecodedFrames
{
    /// <summary>The payload of each line of JSON.</summary>
    public static IReadOnlyList<string> Payloads(string jsonLines)
    {
        var payloads = new List<string>();
        foreach (var line in jsonLines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            payloads.Add(document.RootElement.GetProperty("payload").GetString()!);
        }
        return payloads;
    }

    /// <summary>How many of the wanted are not there; a frame that is wanted twice must be there twice.</summary>
    public static int Missing(IReadOnlyList<string> wanted, IReadOnlyList<string> there)
    {
        var left = there.ToList();
        return wanted.Count(frame => !left.Remove(frame));
    }
}
