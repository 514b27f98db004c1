using System.Buffers;
using System.Text;
using GroundTerminal.Devices.Links;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Station;

namespace GroundTerminal.Devices.Rigs;

/// <summary>Serves a receiver's frequency to one client as Hamlib's rigctld.</summary>
/// <remarks>
/// Hamlib, rigctld(1), "PROTOCOL", version 4.5: short commands and \long ones, several on a line; '+' before one asks for an extended response on lines,
/// ';', '|' or ',' for one with that separator. Unlike Hamlib, an unknown command is answered (RPRT −1), not met with silence.
/// </remarks>
public sealed class RigctldSession(ITunedRadio radio) : ILinkSession
{
    private readonly RotatorLines _lines = new("\r\n");
    private readonly RigctldCommands _commands = new(radio);

    /// <inheritdoc/>
    public bool Take(ReadOnlySpan<byte> bytes, IBufferWriter<byte> answers)
    {
        foreach (var b in bytes)
        {
            if (_lines.Add(b) is { } line && !line.StartsWith('#') && !Take(line, answers))
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Reset() => _lines.Clear();

    private bool Take(string line, IBufferWriter<byte> answers)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length;)
        {
            var (separator, word) = words[at][0] is '+' or ';' or '|' or ',' ? (words[at][0], words[at][1..]) : ('\0', words[at]);
            var (name, arguments) = RigctldCommands.Find(word);
            var given = words[(at + 1)..Math.Min(words.Length, at + 1 + arguments)];
            at += 1 + given.Length;
            var isWhole = name is not null && (given.Length == arguments || given is ["?"]);
            var answer = isWhole ? _commands.Obey(name!, given) : new RigctldAnswer(RigctldAnswer.InvalidParameter);
            var echo = $"{name ?? RotatorLines.Shown(word)}:{(given.Length > 0 ? " " : "")}{string.Join(' ', given)}";
            Encoding.ASCII.GetBytes(answer.Text(separator, echo), answers);
            if (!isWhole)
                return true; // what follows may be its arguments
            if (name == "quit")
                return false;
        }
        return true;
    }
}
