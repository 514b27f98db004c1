namespace GroundTerminal.Coding.Codes;

/// <summary>A circulant as the decoder sees it.</summary>
/// <param name="Start">Where its column's beliefs begin.</param>
/// <param name="Shift">Bit of the first check.</param>
internal readonly record struct LdpcTap(int Start, int Shift)
{
    /// <summary>Where the belief of a check's bit stands.</summary>
    public int At(int check, int size)
    {
        var bit = check + Shift;
        return Start + (bit < size ? bit : bit - size);
    }
}
