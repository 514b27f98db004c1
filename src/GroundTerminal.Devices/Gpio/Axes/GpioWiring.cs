namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>The lines of a rotator, taken: one request of outputs and one of inputs a chip.</summary>
internal sealed class GpioWiring : IDisposable
{
    private const string Consumer = "groundterminal rotator";
    private readonly Dictionary<string, GpioOutput> _outputs = [];
    private readonly Dictionary<string, GpioInput> _inputs = [];
    private readonly List<IGpioLines> _outputLines = [], _inputLines = [];

    /// <exception cref="GpioException">A line is not there, in use, or named by two keys; the message names the key.</exception>
    public GpioWiring(IEnumerable<(string Key, string Text, bool IsOutput)> lines, IReadOnlyList<IGpioChip> chips)
    {
        var wanted = lines.Select(l => (l.Key, l.IsOutput, Spec: GpioLineSpec.Parse(l.Text), Place: Find(l.Key, GpioLineSpec.Parse(l.Text), chips))).ToList();
        foreach (var same in wanted.GroupBy(w => w.Place).Where(g => g.Count() > 1))
            throw new GpioException($"{string.Join(" and ", same.Select(w => w.Key))} are the same line {same.Key.Chip.Name}:{same.Key.Offset}; each needs a line of its own");
        try
        {
            foreach (var group in wanted.GroupBy(w => (w.Place.Chip, w.IsOutput)))
                Take(group.Key.Chip, group.Key.IsOutput, [.. group.Select(w => (w.Key, w.Spec, w.Place.Offset))]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Those that report edges.</summary>
    public IReadOnlyList<IGpioLines> InputLines => _inputLines;

    /// <summary>Null where the key names no line.</summary>
    public GpioOutput? Output(string key) => _outputs.GetValueOrDefault(key);

    /// <summary>Null where the key names no line.</summary>
    public GpioInput? Input(string key) => _inputs.GetValueOrDefault(key);

    /// <summary>All outputs inactive, whatever holds a lock. Any threads.</summary>
    /// <returns>What could not be done; empty where all was.</returns>
    public string AllOff()
    {
        string problem = "";
        foreach (var lines in _outputLines)
        {
            try
            {
                lines.Write(0, ulong.MaxValue);
            }
            catch (Exception e) when (e is GpioException or ObjectDisposedException)
            {
                problem = e.Message;
            }
        }
        return problem;
    }

    public void Dispose()
    {
        AllOff();
        foreach (var lines in _outputLines.Concat(_inputLines))
            lines.Dispose();
    }

    /// <summary>The one chip that has a line, and where.</summary>
    /// <exception cref="GpioException">There is none, or more than one.</exception>
    internal static (IGpioChip Chip, int Offset) Find(string key, GpioLineSpec spec, IReadOnlyList<IGpioChip> chips)
    {
        if (spec.Name.Length == 0)
        {
            var chip = chips.FirstOrDefault(c => c.Name == spec.Chip)
                ?? throw new GpioException($"{key}: there is no chip '{spec.Chip}'; there are: {string.Join(", ", chips.Select(c => $"{c.Name} ({c.Label})"))}");
            return spec.Offset < chip.LineCount
                ? (chip, spec.Offset)
                : throw new GpioException($"{key}: {spec}: {chip.Name} ({chip.Label}) has lines 0 to {chip.LineCount - 1}");
        }
        var found = chips.SelectMany(c => Enumerable.Range(0, c.LineCount).Where(o => c.LineAt(o).Name == spec.Name).Select(o => (Chip: c, Offset: o))).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new GpioException($"{key}: no chip has a line named '{spec.Name}'; gpioinfo (package gpiod) lists them, or give chip and offset: gpiochip0:17"),
            _ => throw new GpioException(
                $"{key}: more than one line is named '{spec.Name}': {string.Join(", ", found.Select(f => $"{f.Chip.Name}:{f.Offset}"))}; give chip and offset"),
        };
    }

    private void Take(IGpioChip chip, bool isOutput, IReadOnlyList<(string Key, GpioLineSpec Spec, int Offset)> lines)
    {
        var settings = lines.Select(l => new GpioLineSettings(l.Offset, isOutput, l.Spec.ActiveLow, l.Spec.Bias, ReportsEdges: !isOutput, l.Spec.Debounce));
        IGpioLines taken;
        try
        {
            taken = chip.Request(Consumer, [.. settings]);
        }
        catch (GpioException e)
        {
            throw new GpioException($"{string.Join(", ", lines.Select(l => $"{l.Key} = {l.Spec}"))}: {e.Message}", e);
        }
        (isOutput ? _outputLines : _inputLines).Add(taken);
        for (int i = 0; i < lines.Count; i++)
        {
            if (isOutput)
                _outputs.Add(lines[i].Key, new GpioOutput(taken, i));
            else
                _inputs.Add(lines[i].Key, new GpioInput(taken, i));
        }
    }
}
