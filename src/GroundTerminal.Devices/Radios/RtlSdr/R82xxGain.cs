namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Overall gains of the R820T family: its low noise amplifier and its mixer are raised in turns, as all programs for it do.</summary>
internal readonly record struct R82xxGain(byte LowNoise, byte Mixer, double GainDb)
{
    /// <summary>From 0 to 49.6 dB, 30 of them; the last codes, which would lower the gain, are left out.</summary>
    public static IEnumerable<R82xxGain> Ladder()
    {
        for (var step = 0; step < 30; step++)
        {
            (int lowNoise, int mixer) = ((step + 1) / 2, step / 2);
            yield return new R82xxGain((byte)lowNoise, (byte)mixer, Math.Round(R82xxTables.LowNoiseDb[lowNoise] + R82xxTables.MixerDb[mixer], 1));
        }
    }
}
