using GroundTerminal.Orbit;

namespace GroundTerminal.Orbits;

/// <summary>The orbits that ship, for the emulator: forty satellites that there are not, on orbits as there are.</summary>
public static class ShippedOrbits
{
    private const string Resource = "emulated-orbits.json";

    /// <summary>All of them, as if their elements had been determined at a time: so they never age.</summary>
    /// <param name="epoch">UTC.</param>
    public static IReadOnlyList<MeanElements> At(DateTimeOffset epoch)
    {
        using var stream = typeof(ShippedOrbits).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The program lacks its {Resource}.");
        using var reader = new StreamReader(stream);
        return [.. OrbitData.Read(reader.ReadToEnd()).Select(e => e with { Epoch = epoch })];
    }
}
