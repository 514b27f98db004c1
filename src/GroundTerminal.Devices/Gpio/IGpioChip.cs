namespace GroundTerminal.Devices.Gpio;

/// <summary>A chip of general-purpose lines. Any threads.</summary>
public interface IGpioChip : IDisposable
{
    /// <summary>Short name, as in <c>gpiochip0:17</c>.</summary>
    string Name { get; }

    /// <summary>What its driver calls it, for people.</summary>
    string Label { get; }

    /// <summary>How many lines it has.</summary>
    int LineCount { get; }

    /// <summary>What is known of a line.</summary>
    /// <param name="offset">0 to <see cref="LineCount"/> − 1.</param>
    /// <exception cref="GpioException">The chip does not say.</exception>
    GpioLineInfo LineAt(int offset);

    /// <summary>Takes lines; nobody else has them until they are disposed of. Outputs begin inactive.</summary>
    /// <param name="consumer">Who has them, at most 31 bytes: other programs are told.</param>
    /// <param name="lines">1 to 64; the place in this list is the line's number from then on.</param>
    /// <exception cref="GpioException">One is in use or cannot do what is asked; the message says which, and what would help.</exception>
    IGpioLines Request(string consumer, IReadOnlyList<GpioLineSettings> lines);
}
