using GroundTerminal.Dsp;

namespace GroundTerminal.Decoding;

/// <summary>Consecutive samples of a recording, held in memory.</summary>
/// <param name="First">Index of the first one in the recording.</param>
/// <param name="Audio">Real samples; empty where the recording is complex.</param>
/// <param name="Iq">Complex samples; empty where the recording is audio.</param>
public sealed record AutoStretch(long First, float[] Audio, Complex32[] Iq)
{
    /// <summary>How many.</summary>
    public int Length => Math.Max(Audio.Length, Iq.Length);
}
