namespace GroundTerminal.Modems;

/// <summary>Makes the demodulators of continuous phase shift keying.</summary>
internal static class PskFactory
{
    public static IDemodulator Create(ReceiverOptions options, PskKind kind) => throw new ArgumentException($"'{options.Modulation}' is not built ({kind}).");

    public static IDemodulator CreateResidual(ReceiverOptions options, bool manchester) => throw new ArgumentException($"'{options.Modulation}' is not built ({manchester}).");
}
