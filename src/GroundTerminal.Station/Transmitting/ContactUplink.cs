using System.Globalization;
using GroundTerminal.Orbit;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Station.Transmitting;

/// <summary>The way to a satellite as contacts, orbits, clock and antenna have it.</summary>
public sealed record ContactUplink : IUplink
{
    private static readonly TimeSpan OldestReading = TimeSpan.FromSeconds(2);

    /// <summary>The contacts.</summary>
    public required Func<IReadOnlyList<Contact>> Contacts { get; init; }

    /// <summary>The orbit of a satellite by its name; null where there is none that may be used.</summary>
    public required Func<string, IOrbit?> Orbit { get; init; }

    /// <summary>The sky over the station; null where its place is not known.</summary>
    public required SkyView? View { get; init; }

    /// <summary>The antenna; null where nothing turns it.</summary>
    public Func<AntennaStatus>? Antenna { get; init; }

    /// <summary>Half of the beam's width.</summary>
    public double ToleranceDegrees { get; init; }

    /// <summary>Null, or why the clock is not fit.</summary>
    public Func<string?> ClockRefusal { get; init; } = () => null;

    /// <summary>The station's time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <inheritdoc/>
    public TransmitRefusal? Refusal(TransmitChannel channel)
    {
        if (!channel.NeedsContact)
            return null;
        if (ClockRefusal() is { } clock)
            return new TransmitRefusal(TransmitRefusalKind.Clock, clock);
        if (!Contacts().Any(c => c.Satellite == channel.Satellite && c.State == ContactState.Pass))
            return new TransmitRefusal(TransmitRefusalKind.NoContact, $"no contact with {channel.Satellite} is under way");
        return Elevation(channel) ?? Pointing();
    }

    /// <inheritdoc/>
    /// <remarks>The channel's own frequency where no orbit is known. Range and range rate are those at the time of arrival.</remarks>
    public double FrequencyHz(TransmitChannel channel, TimeSpan fromNow)
    {
        DateTimeOffset sent = Clock.GetUtcNow() + fromNow;
        if (channel.Satellite.Length == 0 || View is null || Orbit(channel.Satellite) is not { } orbit || !View.TryLook(orbit, sent, out LookAngles look))
            return channel.FrequencyHz;
        DateTimeOffset arrival = sent.AddSeconds(look.RangeKm / Propagation.LightKmPerS);
        return View.TryLook(orbit, arrival, out look) ? Propagation.UplinkHz(channel.FrequencyHz, look.RangeRateKmPerS) : channel.FrequencyHz;
    }

    private TransmitRefusal? Elevation(TransmitChannel channel)
    {
        if (View is null || Orbit(channel.Satellite) is not { } orbit || !View.TryLook(orbit, Clock.GetUtcNow(), out LookAngles look))
            return new TransmitRefusal(TransmitRefusalKind.Elevation, $"where {channel.Satellite} is is not known");
        double degrees = look.ElevationRadians * 180 / Math.PI;
        return degrees >= channel.LeastElevationDegrees ? null
            : new TransmitRefusal(TransmitRefusalKind.Elevation, Format($"{channel.Satellite} is at {degrees:0.0}°, below {channel.LeastElevationDegrees:0.0}° (min-elevation)"));
    }

    private TransmitRefusal? Pointing()
    {
        if (Antenna?.Invoke() is not { } antenna)
            return null;
        string? wrong = antenna.Fault != MotionFault.None ? antenna.FaultText
            : antenna.Mode != MotionMode.Following ? $"the antenna does not follow the satellite ({antenna.Mode})"
            : antenna.FeedbackAge is not { } age || age > OldestReading ? "the rotator does not say where it is"
            : !(antenna.BeamErrorDegrees <= ToleranceDegrees) ? Format($"the antenna is {antenna.BeamErrorDegrees:0.0}° off the satellite, more than {ToleranceDegrees:0.0}°")
            : null;
        return wrong is null ? null : new TransmitRefusal(TransmitRefusalKind.Pointing, wrong);
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
