namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>One output of a request.</summary>
internal sealed class GpioOutput(IGpioLines lines, int line)
{
    public void Set(bool active) => lines.Write(active ? 1UL << line : 0, 1UL << line);
}
