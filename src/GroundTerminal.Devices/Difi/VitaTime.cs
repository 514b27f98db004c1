using GroundTerminal.Orbit;

namespace GroundTerminal.Devices.Difi;

/// <summary>A time as VITA 49 packets carry it.</summary>
/// <param name="Picoseconds">Since 1970-01-01T00:00 UTC, leap seconds not counted (as POSIX does).</param>
public readonly record struct VitaTime(Int128 Picoseconds)
{
    /// <summary>Picoseconds a second.</summary>
    public const long PerSecond = 1_000_000_000_000;

    private const long PerTick = 100_000;
    private static readonly DateTimeOffset GpsEpoch = new(1980, 1, 6, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whole seconds.</summary>
    public uint Seconds => (uint)(Picoseconds / PerSecond);

    /// <summary>The rest, picoseconds.</summary>
    public ulong Fraction => (ulong)(Picoseconds % PerSecond);

    /// <summary>To the nearest 100 ns.</summary>
    public DateTimeOffset ToUtc() => new(DateTimeOffset.UnixEpoch.Ticks + (long)((Picoseconds + (PerTick / 2)) / PerTick), TimeSpan.Zero);

    /// <summary>Exactly.</summary>
    public static VitaTime From(DateTimeOffset utc) => new((Int128)(utc.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * PerTick);

    /// <summary>From the words of a packet.</summary>
    /// <param name="gps">The seconds are GPS time's, since 1980-01-06.</param>
    public static VitaTime From(uint seconds, ulong picoseconds, bool gps)
    {
        long unix = gps ? LeapSeconds.UtcFromTai(GpsEpoch.AddSeconds(seconds - LeapSeconds.GpsMinusTai)).ToUnixTimeSeconds() : seconds;
        return new VitaTime(((Int128)unix * PerSecond) + picoseconds);
    }
}
