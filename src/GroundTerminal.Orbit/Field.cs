using System.Globalization;

namespace GroundTerminal.Orbit;

/// <summary>A value of a message, with its keyword and the place where it stands, counted from 1.</summary>
internal readonly record struct Field(string Key, string Text, int Line, int Column)
{
    private const int LongestShown = 40;

    /// <param name="least">May be the value.</param>
    /// <param name="most">May be the value.</param>
    public double Number(double least = double.MinValue, double most = double.MaxValue)
    {
        if (double.TryParse(WithoutUnit(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        throw Wrong(least == double.MinValue ? "a number" : string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    public int Whole(int most) =>
        int.TryParse(WithoutUnit(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most ? value : throw Wrong($"a whole number from 0 to {most}");

    public DateTimeOffset Time() => CcsdsTime.TryParse(Text, out var time) ? time : throw Wrong(CcsdsTime.Expected);

    public OrbitDataException Wrong(string expected) => new($"{Key} '{(Text.Length > LongestShown ? Text[..LongestShown] + "…" : Text)}'; {expected} is expected.", Line, Column);

    /// <summary>KVN may say the unit behind a number: <c>3.05 [deg]</c>.</summary>
    private ReadOnlySpan<char> WithoutUnit()
    {
        var unit = Text.EndsWith(']') ? Text.IndexOf(" [", StringComparison.Ordinal) : -1;
        return unit < 0 ? Text : Text.AsSpan(0, unit).TrimEnd();
    }
}
