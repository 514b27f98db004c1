using GroundTerminal.Station;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Devices.OrbitSources;

/// <summary>Orbit data that stand in the configuration.</summary>
/// <param name="name">For instance <c>configuration</c>.</param>
/// <param name="text">TLE, OMM or OEM.</param>
public sealed class TextOrbitSource(string name, string text, int priority, TimeSpan? limit) : IOrbitSource
{
    private bool _isRead;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Priority => priority;

    /// <inheritdoc/>
    public TimeSpan? Limit => limit;

    /// <inheritdoc/>
    public Task<OrbitSourceReading> ReadAsync(OrbitSourceMemory memory, CancellationToken cancellation)
    {
        var reading = _isRead ? OrbitSourceReading.Unchanged : new OrbitSourceReading { Texts = [new OrbitText("", text)] };
        _isRead = true;
        return Task.FromResult(reading);
    }
}
