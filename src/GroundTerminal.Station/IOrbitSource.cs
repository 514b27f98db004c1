using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Station;

/// <summary>A place that orbit data come from: a file, a directory, a URL. It reads; what is done with the text is the <see cref="OrbitBook"/>'s.</summary>
public interface IOrbitSource
{
    /// <summary>What users see, and what the cache keeps its text under: the same after a restart, and no other source's.</summary>
    string Name { get; }

    /// <summary>The source with the greater number outranks the others.</summary>
    int Priority { get; }

    /// <summary>Its element sets are used up to this age; null for the book's limit.</summary>
    TimeSpan? Limit { get; }

    /// <summary>Asks whether there is anything new. Called every few seconds; a source that may not be asked so often says unchanged by itself.</summary>
    /// <param name="memory">What it returned last time, also after a restart of the program.</param>
    /// <returns>Failures are values; only <see cref="OperationCanceledException"/> is thrown.</returns>
    Task<OrbitSourceReading> ReadAsync(OrbitSourceMemory memory, CancellationToken cancellation);
}
