using System.Text;

namespace GroundTerminal.Devices.Gpio.Linux;

/// <summary>Makes a kernel request of settings: flags that most lines share are the default, others are attributes with masks.</summary>
internal static class GpioRequest
{
    private const uint EdgesBuffered = 1024;

    /// <exception cref="GpioException">No line, too many, or more kinds of settings than the kernel takes at once.</exception>
    public static GpioAbi.LineRequest Build(string consumer, IReadOnlyList<GpioLineSettings> lines)
    {
        if (lines.Count is < 1 or > GpioAbi.MostLines)
            throw new GpioException($"{lines.Count} lines were asked for at once; the kernel takes 1 to {GpioAbi.MostLines}");
        GpioAbi.LineRequest request = default;
        request.LineCount = (uint)lines.Count;
        Encoding.UTF8.GetEncoder().Convert(consumer, ((Span<byte>)request.Consumer)[..(GpioAbi.NameSize - 1)], flush: true, out _, out _, out _);
        for (int i = 0; i < lines.Count; i++)
            request.Offsets[i] = (uint)lines[i].Offset;
        if (lines.Any(l => l.ReportsEdges))
            request.EventBufferSize = EdgesBuffered;
        Configure(ref request.Config, lines);
        return request;
    }

    private static void Configure(ref GpioAbi.LineConfig config, IReadOnlyList<GpioLineSettings> lines)
    {
        var kinds = Groups(lines, Flags).OrderByDescending(g => ulong.PopCount(g.Mask)).ToList();
        config.Flags = kinds[0].Value;
        foreach (var (flags, mask) in kinds.Skip(1))
            Add(ref config, GpioAbi.AttributeFlags, flags, mask);
        foreach (var (microseconds, mask) in Groups(lines, l => (ulong)l.Debounce.TotalMicroseconds).Where(g => g.Value > 0))
            Add(ref config, GpioAbi.AttributeDebounce, microseconds, mask);
        var outputs = Groups(lines, l => l.IsOutput ? 1UL : 0).FirstOrDefault(g => g.Value == 1);
        if (outputs.Mask != 0)
            Add(ref config, GpioAbi.AttributeOutputValues, 0, outputs.Mask);
    }

    private static IEnumerable<(ulong Value, ulong Mask)> Groups(IReadOnlyList<GpioLineSettings> lines, Func<GpioLineSettings, ulong> property) =>
        lines.Select((line, i) => (Value: property(line), Bit: 1UL << i)).GroupBy(l => l.Value).Select(g => (g.Key, g.Aggregate(0UL, (mask, l) => mask | l.Bit)));

    private static ulong Flags(GpioLineSettings line) =>
        (line.IsOutput ? GpioAbi.FlagOutput : GpioAbi.FlagInput)
        | (line.ActiveLow ? GpioAbi.FlagActiveLow : 0)
        | (line is { IsOutput: false, ReportsEdges: true } ? GpioAbi.FlagEdgeRising | GpioAbi.FlagEdgeFalling : 0)
        | line.Bias switch
        {
            GpioBias.PullUp => GpioAbi.FlagPullUp,
            GpioBias.PullDown => GpioAbi.FlagPullDown,
            GpioBias.Disabled => GpioAbi.FlagBiasDisabled,
            _ => 0,
        };

    private static void Add(ref GpioAbi.LineConfig config, uint id, ulong value, ulong mask)
    {
        if (config.AttributeCount == GpioAbi.MostAttributes)
            throw new GpioException($"more than {GpioAbi.MostAttributes} different settings of lines on one chip; give lines the same bias and debounce time");
        config.Attributes[(int)config.AttributeCount++] = new GpioAbi.LineConfigAttribute { Attribute = new() { Id = id, Value = value }, Mask = mask };
    }
}
