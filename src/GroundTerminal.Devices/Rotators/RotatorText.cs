using System.Text;
using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>What the hosts of text protocols share.</summary>
internal static class RotatorText
{
    /// <summary>Text or its refusal, as <see cref="IRotatorHost.TryWrite"/> gives them.</summary>
    public static bool Give((string Text, string Refusal) composed, out byte[] bytes, out string refusal)
    {
        (var text, refusal) = composed;
        bytes = refusal.Length == 0 ? Encoding.ASCII.GetBytes(text) : [];
        return refusal.Length == 0;
    }

    /// <summary>This text, or the reason if there is one.</summary>
    public static (string Text, string Refusal) Unless(string reason, string text) => reason.Length == 0 ? (text, "") : ("", reason);

    public static (string Text, string Refusal) Lacks(string protocol, RotatorCommand command) => ("", Invariant($"{protocol} has no such command: {command}"));
}
