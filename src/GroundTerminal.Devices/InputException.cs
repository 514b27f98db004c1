namespace GroundTerminal.Devices;

/// <summary>An input that cannot be used. The message is one line for the user: which file, what is wrong, what was expected.</summary>
public sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The one form that all input errors have.</summary>
    public static InputException For(string file, string wrong, string expected) => new($"{file}: {wrong}; expected {expected}");
}
