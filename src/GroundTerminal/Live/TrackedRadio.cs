using System.Globalization;
using GroundTerminal.Station;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>What rigctld clients see: the first channel of a contact that is under way or about to begin, on its carrier with the Doppler shift of now.</summary>
/// <remarks>The station tunes by its orbits. A client that follows the same satellite sets about the same frequency; that is taken as done, any other is refused.</remarks>
/// <param name="channels">The station's.</param>
/// <param name="centerFrequencyHz">Radio frequency at 0 Hz of the stream.</param>
/// <param name="clock">The station's time.</param>
internal sealed class TrackedRadio(IReadOnlyList<Channel> channels, double centerFrequencyHz, TimeProvider clock) : ITunedRadio
{
    private const double SameHz = 5000;

    /// <inheritdoc/>
    public double FrequencyHz => Listening is { } channel ? centerFrequencyHz + channel.OffsetHz + (channel.Tracking!.ShiftAt(clock.GetUtcNow()) ?? 0) : 0;

    /// <inheritdoc/>
    public double CarrierFrequencyHz => Listening is { } channel ? centerFrequencyHz + channel.OffsetHz : 0;

    /// <inheritdoc/>
    public string Mode => Listening?.Modulation.Contains("PSK", StringComparison.Ordinal) == true ? "PKTUSB" : "PKTFM";

    /// <inheritdoc/>
    public double PassbandHz => Listening is { } channel ? 2 * channel.BaudRate : 0;

    /// <inheritdoc/>
    public string VfoName => "VFOA";

    private Channel? Listening => channels.FirstOrDefault(c => c.Tracking is { IsListening: true });

    /// <inheritdoc/>
    public string? SetFrequency(double frequencyHz) => Math.Abs(frequencyHz - FrequencyHz) <= SameHz
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"the station tunes by its own orbits and receives on {FrequencyHz:0} Hz");
}
