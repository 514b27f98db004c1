namespace GroundTerminal.Modems;

/// <summary>A modulation as the catalog knows it.</summary>
/// <param name="Name">The name used in configuration and in the satellite catalogue.</param>
/// <param name="Standard">What defines it.</param>
/// <param name="CreateModulator">Makes a modulator that outputs complex baseband centred on 0 Hz.</param>
public sealed record ModulationDescriptor(string Name, string Standard, Func<ModulatorOptions, IModulator> CreateModulator)
{
    /// <summary>Coded bits, each one soft symbol, that one channel symbol carries; baud rates count channel symbols.</summary>
    public int BitsPerSymbol { get; init; } = 1;

    /// <summary>A line at the carrier belongs to the signal, always or where nothing is sent.</summary>
    public bool HasCarrier { get; init; }

    /// <summary>Makes a demodulator; throws <see cref="ArgumentException"/> on an impossible option.</summary>
    internal Func<ReceiverOptions, IDemodulator> CreateDemodulator { get; init; } = _ => throw new ArgumentException("This modulation has no demodulator.");
}
