using GroundTerminal.Devices;
using GroundTerminal.Emulator.Rotators;

namespace GroundTerminal.Emulation;

/// <summary>Faults of an emulated rotator by name.</summary>
internal static class EmulatedFaults
{
    private static readonly (string Name, Func<RotatorFaults, RotatorFaults> Add)[] Known =
    [
        ("stall", f => f with { AzimuthStalls = true, ElevationStalls = true }),
        ("runaway", f => f with { AzimuthRunsAwayDegreesPerS = 6 }),
        ("stray", f => f with { AzimuthStraysDegreesPerS = 6 }),
        ("mute", f => f with { Mute = true }),
        ("unplugged", f => f with { Unplugged = true }),
        ("jump", f => f with { AzimuthJumpDegrees = 30 }),
        ("noise", f => f with { NoiseDegrees = 1 }),
    ];

    public static IEnumerable<string> Names => Known.Select(k => k.Name);

    /// <param name="key">What it stands behind, for the message.</param>
    /// <param name="text">Names with commas between; null for none.</param>
    /// <exception cref="InputException">One of them is not known.</exception>
    public static RotatorFaults Read(string key, string? text) => (text?.Split(',') ?? []).Aggregate(RotatorFaults.None, (faults, name) =>
        Known.FirstOrDefault(k => k.Name == name).Add is { } add ? add(faults) : throw new InputException($"{key}: '{name}'; expected {string.Join(", ", Names)}"));
}
