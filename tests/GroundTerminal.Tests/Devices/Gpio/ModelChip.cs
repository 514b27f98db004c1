using GroundTerminal.Devices.Gpio;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>A chip of modelled lines: what is written is recorded with its time, and who sets an input makes an edge.</summary>
internal sealed class ModelChip(string name, int lineCount, Func<long> nanoseconds) : IGpioChip
{
    private readonly Lock _lock = new();
    private readonly bool[] _levels = new bool[lineCount];
    private readonly ModelLines?[] _owners = new ModelLines?[lineCount];

    public string Name => name;

    public string Label => "model";

    public int LineCount => lineCount;

    /// <summary>Of the lines; empty where there is none.</summary>
    public Dictionary<int, string> Names { get; } = [];

    /// <summary>Every change of an output: when, which, to what.</summary>
    public List<(long Nanoseconds, int Line, bool Level)> History { get; } = [];

    /// <summary>Called where an edge of an input came; null: <see cref="IGpioLines.ReadEdges"/> gives it.</summary>
    public Action<IGpioLines, GpioEdge>? EdgeSeen { get; set; }

    /// <summary>Writes throw this.</summary>
    public string Broken { get; set; } = "";

    public bool this[int line]
    {
        get
        {
            lock (_lock)
                return _levels[line];
        }
    }

    public GpioLineInfo LineAt(int offset) => new(Names.GetValueOrDefault(offset, ""), "", _owners[offset] is not null);

    public IGpioLines Request(string consumer, IReadOnlyList<GpioLineSettings> lines)
    {
        foreach (var line in lines)
        {
            if (_owners[line.Offset] is not null)
                throw new GpioException($"{name}:{line.Offset} is used");
        }
        var taken = new ModelLines(this, lines);
        foreach (var line in lines)
            _owners[line.Offset] = taken;
        return taken;
    }

    /// <summary>The world sets an input; told again, where asked, even if the level is that already.</summary>
    public void Set(int line, bool level, bool repeats = false, long? at = null)
    {
        ModelLines? owner;
        lock (_lock)
        {
            if (_levels[line] == level && !repeats)
                return;
            _levels[line] = level;
            owner = _owners[line];
        }
        if (owner is not null && owner.Settings.First(s => s.Offset == line).ReportsEdges)
            owner.Add(line, level, at ?? nanoseconds(), EdgeSeen);
    }

    public void Dispose()
    {
    }

    internal ulong Read(ModelLines lines)
    {
        lock (_lock)
            return lines.Settings.Select((s, i) => _levels[s.Offset] ? 1UL << i : 0).Aggregate(0UL, (a, b) => a | b);
    }

    internal void Write(ModelLines lines, ulong levels, ulong mask)
    {
        if (Broken.Length > 0)
            throw new GpioException(Broken);
        lock (_lock)
        {
            for (int i = 0; i < lines.Settings.Count; i++)
            {
                var (offset, level) = (lines.Settings[i].Offset, (levels >> i & 1) != 0);
                if ((mask >> i & 1) == 0 || _levels[offset] == level)
                    continue;
                _levels[offset] = level;
                History.Add((nanoseconds(), offset, level));
            }
        }
    }

    internal void Release(ModelLines lines)
    {
        foreach (var line in lines.Settings)
            _owners[line.Offset] = null;
    }
}
