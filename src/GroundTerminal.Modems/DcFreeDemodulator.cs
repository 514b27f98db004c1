using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>A demodulator of signals that have no carrier of their own, behind what takes a receiver's constant offset (the line of its direct conversion at 0 Hz) out of the samples.</summary>
/// <remarks>
/// The mean of the last second or so is taken off, where it is a line: clearly more than a signal's own mean over as many samples, and more than −23 dB of the power. All is decided at whole
/// windows by index, so cuts of the stream change nothing.
/// </remarks>
internal sealed class DcFreeDemodulator : IDemodulator
{
    private const int Window = 4096, Every = 8, Taken = Window / Every;
    private const double MemorySeconds = 1, MemorySymbols = 4096;

    /// <summary>A mean whose power is so many times that of a signal's own is none by chance: e⁻²⁰.</summary>
    private const double Significance = 20;
    private const double LeastShare = 0.005;
    private readonly IDemodulator _demodulator;
    private readonly Complex32[] _samples = new Complex32[Window];
    private readonly long _memory;

    /// <summary>Samples of a window that say something of their own: no more than it has symbols.</summary>
    private readonly double _independent;
    private double _re, _im, _power, _meanRe, _meanIm, _meanPower;
    private long _windows;
    private int _at;
    private Complex32 _offset;

    /// <param name="demodulator">What gets the samples.</param>
    /// <param name="sampleRateHz">Their rate, Hz.</param>
    /// <param name="baudRate">Symbol rate, baud.</param>
    public DcFreeDemodulator(IDemodulator demodulator, double sampleRateHz, double baudRate)
    {
        _demodulator = demodulator;
        _memory = (long)(Math.Max(MemorySeconds, MemorySymbols / baudRate) * sampleRateHz / Window) + 1;
        _independent = Math.Min(Taken, Window * baudRate / sampleRateHz);
    }

    public int Hypotheses => _demodulator.Hypotheses;

    public int FlushSamples => _demodulator.FlushSamples;

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink) => _demodulator.Process(samples, sink);

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (!samples.IsEmpty)
        {
            var piece = samples[..Math.Min(samples.Length, Window - _at)];
            Observe(piece);
            _demodulator.Process(_offset == default ? piece : Centred(piece), sink);
            _at += piece.Length;
            if (_at == Window)
                EndWindow();
            samples = samples[piece.Length..];
        }
    }

    public void Finish(ISymbolSink sink) => _demodulator.Finish(sink);

    public void Reset()
    {
        _demodulator.Reset();
        (_re, _im, _power, _meanRe, _meanIm, _meanPower, _windows, _at, _offset) = (0, 0, 0, 0, 0, 0, 0, 0, default);
    }

    private ReadOnlySpan<Complex32> Centred(ReadOnlySpan<Complex32> piece)
    {
        for (var i = 0; i < piece.Length; i++)
            _samples[i] = piece[i] - _offset;
        return _samples.AsSpan(0, piece.Length);
    }

    private void Observe(ReadOnlySpan<Complex32> piece)
    {
        for (var i = (Every - (_at % Every)) % Every; i < piece.Length; i += Every)
            (_re, _im, _power) = (_re + piece[i].Re, _im + piece[i].Im, _power + piece[i].MagnitudeSquared);
    }

    private void EndWindow()
    {
        _at = 0;
        if (double.IsFinite(_power))
        {
            var share = 1.0 / Math.Min(++_windows, _memory);
            _meanRe += ((_re / Taken) - _meanRe) * share;
            _meanIm += ((_im / Taken) - _meanIm) * share;
            _meanPower += ((_power / Taken) - _meanPower) * share;
            var (line, count) = ((_meanRe * _meanRe) + (_meanIm * _meanIm), _independent * Math.Min(_windows, _memory));
            _offset = line > Math.Max(LeastShare, Significance / count) * _meanPower ? new Complex32((float)_meanRe, (float)_meanIm) : default;
        }
        (_re, _im, _power) = (0, 0, 0);
    }
}
