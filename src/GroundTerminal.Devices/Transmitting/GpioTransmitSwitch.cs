using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Gpio.Axes;
using GroundTerminal.Devices.Gpio.Linux;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Devices.Transmitting;

/// <summary>PTT or TX-enable on a GPIO line. Off from the moment it is taken until it is given back.</summary>
/// <remarks>
/// The kernel takes the line back when the descriptor closes, also at a crash or kill -9; what the pin does then is up to the chip's driver (docs/transmit.md): a resistor that
/// pulls the line to its inactive level, and a time-out in the amplifier, are the station's business.
/// </remarks>
public sealed class GpioTransmitSwitch : ITransmitSwitch
{
    private const string Key = "transmit.ptt";
    private readonly IGpioLines _line;
    private readonly IReadOnlyList<IGpioChip> _chips;
    private bool _disposed;

    private GpioTransmitSwitch(IReadOnlyList<IGpioChip> chips, IGpioLines line, string description) => (_chips, _line, Description) = (chips, line, description);

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>Takes the line of this machine.</summary>
    /// <exception cref="GpioException">It is not there, or is used.</exception>
    public static GpioTransmitSwitch Open(GpioLineSpec line)
    {
        var (chips, problems) = LinuxGpioChip.OpenAll();
        return Open(line, chips, problems);
    }

    /// <summary>Takes the line of some chips, which are the switch's from now on.</summary>
    /// <exception cref="GpioException">It is not there, or is used; the chips are disposed of.</exception>
    public static GpioTransmitSwitch Open(GpioLineSpec line, IReadOnlyList<IGpioChip> chips, IReadOnlyList<string> problems)
    {
        try
        {
            if (chips.Count == 0)
                throw new GpioException($"{Key}: no GPIO chip can be opened{(problems.Count > 0 ? ": " + string.Join("; ", problems) : "; there is none under /dev")}");
            var (chip, offset) = GpioWiring.Find(Key, line, chips);
            var made = new GpioTransmitSwitch(chips, chip.Request("groundterminal ptt", [new GpioLineSettings(offset, IsOutput: true, line.ActiveLow)]), $"PTT line {line}");
            made._line.Write(0, 1);
            return made;
        }
        catch
        {
            foreach (IGpioChip chip in chips)
                chip.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Set(bool on)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _line.Write(on ? 1UL : 0, 1);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        try
        {
            Set(false);
        }
        catch (GpioException)
        {
            // The chip is gone; what can be done was.
        }
        _disposed = true;
        _line.Dispose();
        foreach (IGpioChip chip in _chips)
            chip.Dispose();
    }
}
