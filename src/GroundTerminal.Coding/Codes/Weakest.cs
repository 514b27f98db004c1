namespace GroundTerminal.Coding.Codes;

/// <summary>The places that soft decisions are least sure of, as the decoders that flip or erase them want them (generalized minimum distance and Chase decoding).</summary>
public static class Weakest
{
    /// <summary>Finds the smallest magnitudes. Equal ones keep their order; what is no number counts as the smallest.</summary>
    /// <param name="magnitudes">Not negative.</param>
    /// <param name="places">As many places as are wanted, at most as many as there are magnitudes; filled with their indices, weakest first.</param>
    public static void Find(ReadOnlySpan<float> magnitudes, Span<int> places)
    {
        var found = 0;
        for (var i = 0; i < magnitudes.Length; i++)
        {
            var magnitude = magnitudes[i];
            if (found == places.Length && (found == 0 || !IsWeaker(magnitude, magnitudes[places[^1]])))
                continue;
            var at = found < places.Length ? found++ : found - 1;
            for (; at > 0 && IsWeaker(magnitude, magnitudes[places[at - 1]]); at--)
                places[at] = places[at - 1];
            places[at] = i;
        }
    }

    private static bool IsWeaker(float a, float b) => a < b || (float.IsNaN(a) && !float.IsNaN(b));
}
