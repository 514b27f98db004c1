using GroundTerminal.Devices.Gpio;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>What the recorded lines of one motor say.</summary>
internal static class GpioHistory
{
    /// <summary>Breaches of the motor's rules: both directions at once, or too soon the other way round.</summary>
    public static IReadOnlyList<string> Breaches(ModelChip chip, GpioAxisOptions axis)
    {
        var breaches = new List<string>();
        var levels = new Dictionary<int, bool>();
        int last = 0;
        long offAt = long.MinValue / 2;
        foreach (var (at, line, level) in chip.History)
        {
            int before = Power(levels, axis, breaches);
            levels[line] = level;
            int now = Power(levels, axis, breaches);
            if (before != 0 && now != 0 && before != now)
                breaches.Add($"{at}: reversed under power");
            if (before != 0 && now == 0)
                offAt = at;
            if (before == 0 && now != 0)
            {
                if (now == -last && (at - offAt) * 1e-9 < axis.DeadTimeSeconds)
                    breaches.Add($"{at}: reversed after {(at - offAt) * 1e-9} s");
                last = now;
            }
        }
        return breaches;
    }

    /// <summary>Times that the motor was started.</summary>
    public static int Starts(ModelChip chip, GpioAxisOptions axis) =>
        chip.History.Count(h => h.Level && (axis.EnableLine.Length > 0
            ? h.Line == ModelAxis.Line(axis.EnableLine)
            : h.Line == ModelAxis.Line(axis.IncreaseLine) || h.Line == ModelAxis.Line(axis.DecreaseLine)));

    /// <summary>Times that it was started the other way round than before.</summary>
    public static int Reversals(ModelChip chip, GpioAxisOptions axis)
    {
        var levels = new Dictionary<int, bool>();
        int last = 0, reversals = 0;
        foreach (var (_, line, level) in chip.History)
        {
            levels[line] = level;
            int now = Power(levels, axis, []);
            if (now == 0)
                continue;
            reversals += now == -last ? 1 : 0;
            last = now;
        }
        return reversals;
    }

    private static int Power(Dictionary<int, bool> levels, GpioAxisOptions axis, List<string> breaches)
    {
        bool on(string line) => levels.GetValueOrDefault(ModelAxis.Line(line));
        if (axis.EnableLine.Length > 0)
            return on(axis.EnableLine) ? on(axis.DirectionLine) ? 1 : -1 : 0;
        if (on(axis.IncreaseLine) && on(axis.DecreaseLine))
            breaches.Add("both directions");
        return (on(axis.IncreaseLine) ? 1 : 0) - (on(axis.DecreaseLine) ? 1 : 0);
    }
}
