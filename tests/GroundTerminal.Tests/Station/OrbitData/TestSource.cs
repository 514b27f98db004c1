using GroundTerminal.Station;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Tests.Station.OrbitData;

/// <summary>A source that says what the test says, once.</summary>
internal sealed class TestSource(string name, int priority, TimeSpan? limit = null) : IOrbitSource
{
    public string Name => name;

    public int Priority => priority;

    public TimeSpan? Limit => limit;

    public OrbitSourceReading Next { get; set; } = OrbitSourceReading.Unchanged;

    public OrbitSourceMemory? Asked { get; private set; }

    public TestSource Says(params string[] texts)
    {
        Next = new OrbitSourceReading { Texts = [.. texts.Select((t, i) => new OrbitText($"{i}", t))] };
        return this;
    }

    public Task<OrbitSourceReading> ReadAsync(OrbitSourceMemory memory, CancellationToken cancellation)
    {
        var next = Next;
        (Next, Asked) = (OrbitSourceReading.Unchanged, memory);
        return Task.FromResult(next);
    }
}
