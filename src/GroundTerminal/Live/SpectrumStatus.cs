namespace GroundTerminal.Live;

/// <summary>A power spectrum. Its JSON form is <c>/api/v1/spectrum</c>.</summary>
/// <param name="Sample">Index of its first sample since the stream began.</param>
/// <param name="SampleRateHz">Width of the band.</param>
/// <param name="CenterFrequencyHz">Middle of the band.</param>
/// <param name="PowerDb">Power of each bin from the lower edge on, dB of full scale.</param>
public sealed record SpectrumStatus(long Sample, double SampleRateHz, double CenterFrequencyHz, IReadOnlyList<double> PowerDb);
