namespace GroundTerminal.Devices.Gpio;

/// <summary>A line, a chip or a converter does not do what is asked; the message says which, and what would help.</summary>
public sealed class GpioException : IOException
{
    public GpioException(string message)
        : base(message)
    {
    }

    public GpioException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
