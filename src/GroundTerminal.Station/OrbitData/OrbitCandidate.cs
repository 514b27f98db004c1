using GroundTerminal.Orbit;

namespace GroundTerminal.Station.OrbitData;

/// <summary>One source's orbit for a satellite.</summary>
internal sealed record OrbitCandidate(IOrbit Orbit, string Source, int Priority, OrbitAges Ages)
{
    /// <summary>An ephemeris that begins later than this does not count yet.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    public DateTimeOffset Epoch { get; } = Orbit is OemOrbit ephemeris ? ephemeris.Start : ((Sgp4)Orbit).Elements.Epoch;

    public bool IsUsable(DateTimeOffset now) => StateOf(Orbit, Epoch, Ages, now) != OrbitState.Expired;

    /// <summary>The next time after now at which <see cref="IsUsable"/> changes.</summary>
    public DateTimeOffset NextChange(DateTimeOffset now)
    {
        var (from, to) = Orbit is OemOrbit ephemeris ? (ephemeris.Start - Ahead, ephemeris.Stop) : (Epoch - Ages.Limit, Epoch + Ages.Limit);
        return now < from ? from : now <= to ? to : DateTimeOffset.MaxValue;
    }

    public static OrbitState StateOf(IOrbit orbit, DateTimeOffset epoch, OrbitAges ages, DateTimeOffset now)
    {
        if (orbit is OemOrbit ephemeris)
            return now >= ephemeris.Start - Ahead && now <= ephemeris.Stop ? OrbitState.Fresh : OrbitState.Expired;
        var age = (now - epoch).Duration();
        return age > ages.Limit ? OrbitState.Expired : age > ages.Warning ? OrbitState.Stale : OrbitState.Fresh;
    }
}
