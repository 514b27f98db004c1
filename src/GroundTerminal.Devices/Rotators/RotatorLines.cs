using System.Text;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Cuts a byte stream into lines, whatever blocks it comes in. Bytes beyond ASCII become '\uFFFD'.</summary>
/// <param name="ends">The bytes that end a line.</param>
internal sealed class RotatorLines(string ends)
{
    // Longer than any reply; of noise without an end the latter half is kept, for a good reply may come right behind it.
    private const int Longest = 256;

    private readonly StringBuilder _line = new(Longest);

    /// <returns>The line that this byte ended, null within one or where it is empty.</returns>
    public string? Add(byte value)
    {
        if (ends.Contains((char)value, StringComparison.Ordinal))
            return Take();
        if (_line.Length == Longest)
            _line.Remove(0, Longest / 2);
        _line.Append(value < 0x80 ? (char)value : '\uFFFD');
        return null;
    }

    public void Clear() => _line.Clear();

    /// <summary>The text as messages may show it.</summary>
    public static string Shown(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.Length > 40 ? text[^40..] : text)
            shown.Append(c is >= ' ' and <= '~' ? c : '·');
        return shown.ToString();
    }

    private string? Take()
    {
        if (_line.Length == 0)
            return null;
        var line = _line.ToString();
        _line.Clear();
        return line;
    }
}
