namespace GroundTerminal.Devices.Rotators;

/// <summary>Cuts EasyComm into its words: two letters and a value.</summary>
internal sealed class EasycommTokens
{
    private static readonly string[] Names = ["AZ", "EL", "SA", "SE", "ML", "MR", "MU", "MD", "VL", "VR", "VU", "VD", "VE", "GS", "GE", "AL"];

    private readonly RotatorLines _words = new(" \r\n");

    public static bool EndsLine(byte value) => value is (byte)'\r' or (byte)'\n';

    /// <returns>The word that this byte ended, null within one and for words of no meaning here (frequencies, modes, noise).</returns>
    public (string Name, string Value)? Add(byte value)
    {
        if (_words.Add(value) is not { } word)
            return null;
        word = word[(LastStray(word) + 1)..];
        if (word == "PARK")
            return ("PARK", "");
        // Printable noise may stand right before an angle; a whole number behind the name tells that it is one.
        var angle = Math.Max(word.LastIndexOf("AZ", StringComparison.Ordinal), word.LastIndexOf("EL", StringComparison.Ordinal));
        if (angle > 0 && RotatorAngles.TryRead(word.AsSpan(angle + 2), out _))
            return (word[angle..(angle + 2)], word[(angle + 2)..]);
        return Names.Any(n => word.StartsWith(n, StringComparison.Ordinal)) ? (word[..2], word[2..]) : null;
    }

    public void Clear() => _words.Clear();

    /// <summary>A byte that no text holds is line noise, and what stands before it belongs to that.</summary>
    private static int LastStray(string word)
    {
        var at = word.Length - 1;
        while (at >= 0 && word[at] is > ' ' and <= '~')
            at--;
        return at;
    }
}
