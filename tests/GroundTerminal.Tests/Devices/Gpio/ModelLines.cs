using System.Collections.Concurrent;
using GroundTerminal.Devices.Gpio;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>Lines of a <see cref="ModelChip"/>.</summary>
internal sealed class ModelLines(ModelChip chip, IReadOnlyList<GpioLineSettings> settings) : IGpioLines
{
    private readonly BlockingCollection<GpioEdge?> _edges = [];
    private uint _sequence;

    public IReadOnlyList<GpioLineSettings> Settings => settings;

    public int Count => settings.Count;

    public ulong Read() => chip.Read(this);

    public void Write(ulong levels, ulong mask) => chip.Write(this, levels, mask);

    public int ReadEdges(Span<GpioEdge> edges, int timeoutMilliseconds)
    {
        if (!_edges.TryTake(out var edge, timeoutMilliseconds) || edge is not { } seen)
            return 0;
        edges[0] = seen;
        return 1;
    }

    public void Wake() => _edges.Add(null);

    public void Dispose() => chip.Release(this);

    /// <summary>The kernel's buffer overflowed: so many edges are not told.</summary>
    public void Lose(uint edges) => _sequence += edges;

    internal void Add(int offset, bool level, long nanoseconds, Action<IGpioLines, GpioEdge>? seen)
    {
        int line = settings.Select((s, i) => (s, i)).First(l => l.s.Offset == offset).i;
        var edge = new GpioEdge(line, level, nanoseconds, ++_sequence);
        if (seen is null)
            _edges.Add(edge);
        else
            seen(this, edge);
    }
}
