namespace GroundTerminal.Dsp;

/// <summary>Finds symbol rates that are not known before: the spectral lines of a baseband signal's transitions, or of an envelope, octave by octave.</summary>
/// <remarks>
/// A linearly modulated signal is cyclostationary: its magnitude squared has a line at the symbol rate (W. Gardner, "Exploitation of spectral redundancy in cyclostationary signals", IEEE
/// Signal Processing Magazine 8(2), 1991), and so has the square of the difference over about half a symbol of a two-level signal. Each octave has a sample rate of its own, so that
/// the filters fit its symbols and a transform spans 512 to 1024 of them; the spectra of all transforms are averaged (<see cref="SymbolRateOctave"/>).
/// </remarks>
public sealed class SymbolRateSearch
{
    private const double LowestBaud = 100;
    private readonly List<SymbolRateOctave> _octaves = [];
    private readonly float[] _work;

    /// <param name="sampleRateHz">Sample rate of the signal, Hz.</param>
    /// <param name="envelope">False: the signal has two levels, as an FM discriminator gives. True: it is an envelope's power, or the square of real samples.</param>
    public SymbolRateSearch(double sampleRateHz, bool envelope)
    {
        _octaves.Add(new SymbolRateOctave(sampleRateHz, envelope, 2.2, 4, halves: false));
        _octaves.Add(new SymbolRateOctave(sampleRateHz, envelope, 4, 8, halves: false));
        for (var rate = sampleRateHz; rate > 8 * LowestBaud; rate /= 2)
            _octaves.Add(new SymbolRateOctave(rate, envelope, 8, 16, halves: true));
        _work = new float[SymbolRateOctave.Chunk];
    }

    /// <summary>Takes samples; values that are not finite count as 0.</summary>
    public void Process(ReadOnlySpan<float> signal)
    {
        while (!signal.IsEmpty)
        {
            var count = Math.Min(signal.Length, _work.Length);
            for (var i = 0; i < count; i++)
                _work[i] = float.IsFinite(signal[i]) ? signal[i] : 0;
            signal = signal[count..];
            ReadOnlySpan<float> left = _work.AsSpan(0, count);
            foreach (var octave in _octaves)
                left = octave.Process(left);
        }
    }

    /// <summary>The lines that noise would not have (once in a hundred recordings at the most), strongest first.</summary>
    public IReadOnlyList<SymbolRateLine> Find()
    {
        var lines = new List<SymbolRateLine>();
        foreach (var octave in _octaves)
        {
            if (octave.Strongest() is { } line)
                lines.Add(line);
        }
        lines.Sort((a, b) => b.ProminenceDb.CompareTo(a.ProminenceDb));
        return lines;
    }
}
