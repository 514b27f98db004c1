namespace GroundTerminal.Modems;

/// <summary>Counters and present estimates of one <see cref="Receiver"/>.</summary>
/// <param name="Frames">Frames handed over.</param>
/// <param name="Duplicates">Frames found again by another hypothesis and not handed over.</param>
/// <param name="CheckFailures">Candidates of legal length whose check failed, over all hypotheses.</param>
/// <param name="Candidates">Candidates whose check was computed, over all hypotheses; with a 16-bit check, Candidates/65536 pass by chance in noise.</param>
/// <param name="SnrDb">Present Es/N0 estimate, dB; NaN where none.</param>
/// <param name="FrequencyOffsetHz">Present carrier estimate, Hz from 0 Hz of the stream; NaN where none.</param>
public readonly record struct ReceiverStatistics(long Frames, long Duplicates, long CheckFailures, long Candidates, float SnrDb, float FrequencyOffsetHz);
