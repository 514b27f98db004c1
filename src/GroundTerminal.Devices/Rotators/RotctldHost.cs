using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Drives whatever Hamlib's rotctld drives, through its text protocol.</summary>
/// <remarks>
/// Hamlib, rotctld(1), "PROTOCOL" (Default Protocol, Extended Response Protocol) and "COMMANDS", version 4.5. In the extended form (a '+' before the
/// command) each answer names what it answers and ends in RPRT: it can be found again after anything that was lost. The plain form gives bare numbers and is
/// for servers without the other: its replies are told apart by what was asked before, and after a line that does not fit, all is passed over until the next
/// command is written. rotctld keeps six decimals; we write two.
/// </remarks>
/// <param name="extended">Whether to ask for extended responses.</param>
public sealed class RotctldHost(bool extended = true) : IRotatorHost
{
    private readonly RotatorLines _lines = new("\r\n");
    private readonly RotctldExtendedReader _extended = new();
    private readonly RotctldPlainReader _plain = new();

    /// <inheritdoc/>
    public bool TryWrite(RotatorCommand command, out byte[] bytes, out string refusal)
    {
        var (text, reason) = Compose(command);
        var written = RotatorText.Give(((extended ? "+" : "") + text, reason), out bytes, out refusal);
        if (written)
            _plain.Expect(command);
        return written;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorReply> replies)
    {
        foreach (var b in bytes)
        {
            if (_lines.Add(b) is { } line && (extended ? _extended.Take(line) : _plain.Take(line)) is { } reply)
                replies.Add(reply);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _lines.Clear();
        _extended.Clear();
        _plain.Clear();
    }

    private static (string Text, string Refusal) Compose(RotatorCommand command) => command switch
    {
        RotatorCommand.SetPosition(var a, var e) => RotatorText.Unless(RotatorAngles.Check(a, e), $"P {RotatorAngles.Text(a, 2)} {RotatorAngles.Text(e, 2)}\n"),
        RotatorCommand.Stop(RotatorAxes.Both) => ("S\n", ""),
        RotatorCommand.AskPosition(RotatorAxes.Both) => ("p\n", ""),
        RotatorCommand.Park => ("K\n", ""),
        RotatorCommand.AskInfo => ("_\n", ""),
        RotatorCommand.AskLimits => ("\\dump_state\n", ""),
        RotatorCommand.Quit => ("q\n", ""),
        RotatorCommand.Move(var direction, null, var percent) when percent is null or (>= 1 and <= 100) =>
            (Invariant($"M {RotctldWords.Bit(direction)} {percent ?? -1}\n"), ""),
        _ => RotatorText.Lacks("rotctld", command),
    };
}
