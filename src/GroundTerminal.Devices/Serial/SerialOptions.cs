namespace GroundTerminal.Devices.Serial;

/// <summary>How a serial line is set.</summary>
/// <param name="BaudRate">Bits a second, 300 to 921600, of those that termios has.</param>
public sealed record SerialOptions(int BaudRate = 9600)
{
    /// <summary>7 or 8.</summary>
    public int DataBits { get; init; } = 8;

    /// <summary>Parity bit.</summary>
    public SerialParity Parity { get; init; }

    /// <summary>1 or 2.</summary>
    public int StopBits { get; init; } = 1;

    /// <summary>Whether RTS and CTS hold the data back.</summary>
    public bool RtsCts { get; init; }

    /// <summary>State of DTR after opening; null leaves it as the driver raises it.</summary>
    public bool? Dtr { get; init; }

    /// <summary>State of RTS after opening, without <see cref="RtsCts"/>; null leaves it as the driver raises it.</summary>
    public bool? Rts { get; init; }

    /// <summary>Time that a byte takes on the wire: start bit, data, parity, stop bits.</summary>
    public double SecondsPerByte => (1.0 + DataBits + (Parity == SerialParity.None ? 0 : 1) + StopBits) / BaudRate;
}
