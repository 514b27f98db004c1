namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>One input of a request.</summary>
internal sealed class GpioInput(IGpioLines lines, int line)
{
    public IGpioLines Lines => lines;

    public int Line => line;

    public bool IsActive => (lines.Read() >> line & 1) != 0;
}
