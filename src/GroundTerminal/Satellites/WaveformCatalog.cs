using GroundTerminal.Devices;
using GroundTerminal.Station;
using GroundTerminal.Text;

namespace GroundTerminal.Satellites;

/// <summary>Waveforms that several satellites share, by name: all of a transmitter but its frequency.</summary>
public static class WaveformCatalog
{
    /// <summary>The name that stands for CCSDS telemetry with everything given by hand.</summary>
    public const string Ccsds = "ccsds";

    private const string Resource = "waveforms.txt";

    /// <summary>All of them, in the order of catalog/waveforms.txt.</summary>
    public static IReadOnlyList<Transmitter> All => field ??= CatalogText.ParseTransmitters(CatalogText.ReadResource(Resource), Resource);

    /// <summary>The waveform of that name; null for none, and for <see cref="Ccsds"/>.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static Transmitter? ProfileOf(string? name) => name is null || NearestName.Canonical(name) == Ccsds ? null : Get(name);

    /// <summary>The waveform of that name; case and punctuation do not matter.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static Transmitter Get(string name)
    {
        var wanted = NearestName.Canonical(name);
        return All.FirstOrDefault(w => NearestName.Canonical(w.Name) == wanted)
            ?? throw new InputException($"--waveform {name}: is not known; expected {Ccsds}, {string.Join(", ", All.Select(w => w.Name))}");
    }
}
