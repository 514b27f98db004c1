namespace GroundTerminal.Devices.Serial;

/// <summary>A link cannot be opened or is lost. The message is one line: which device, what is wrong, what helps.</summary>
public sealed class LinkException : IOException
{
    public LinkException(string message)
        : base(message)
    {
    }

    public LinkException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
