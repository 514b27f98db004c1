using System.Numerics;
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
    /// <param name="wanted">Frames in hexadecimal.</param>
    /// <param name="there">Frames in hexadecimal.</param>
    /// <param name="isChecked">False where frames carry no check: then one of the same length that differs in at most an eighth of its bits is the same.</param>
    public static int Missing(IReadOnlyList<string> wanted, IReadOnlyList<string> there, bool isChecked = true)
    {
        var left = there.ToList();
        return wanted.Count(frame => !left.Remove(frame) && !(!isChecked && RemoveNear(left, frame)));
    }

    private static bool RemoveNear(List<string> frames, string wanted)
    {
        var near = frames.Select((frame, at) => (at, Distance: Distance(frame, wanted))).Where(f => f.Distance <= wanted.Length * 4 / 8).OrderBy(f => f.Distance).Take(1).ToArray();
        if (near.Length == 1)
            frames.RemoveAt(near[0].at);
        return near.Length == 1;
    }

    private static int Distance(string a, string b) =>
        a.Length != b.Length ? int.MaxValue : Convert.FromHexString(a).Zip(Convert.FromHexString(b), (x, y) => BitOperations.PopCount((uint)(x ^ y))).Sum();
}
