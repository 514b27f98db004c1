namespace GroundTerminal.Decoding;

/// <summary>A hypothesis with a framing that found frames.</summary>
public sealed record AutoCandidate(AutoHypothesis Hypothesis, AutoFraming Framing, AutoBand Band, IReadOnlyList<AutoFrame> Frames)
{
    /// <summary>Sum over its frames, bits.</summary>
    public double EvidenceBits => Frames.Sum(f => f.EvidenceBits);

    /// <summary>Symbols on the air that are not payload, a frame: what the framing's checks and codes have verified. Of two framings that read the same frames the one with more says more.</summary>
    public double Overhead => Frames.Average(f => ((f.End - f.Start) * Hypothesis.BaudRate * (1 + (f.TimingPpm * 1e-6))) - (8 * f.Payload.Length));

    /// <summary>Mean Es/N0, dB.</summary>
    public double SnrDb => Frames.Average(f => f.SnrDb);

    /// <summary>Mean deviation of the clock from nominal, parts per million.</summary>
    public double ClockPpm => Math.Abs(Frames.Average(f => f.TimingPpm));

    /// <summary>Median carrier, Hz from 0 Hz of the recording.</summary>
    public double FrequencyHz => Frames.Select(f => f.FrequencyHz).Order().ElementAt(Frames.Count / 2);
}
