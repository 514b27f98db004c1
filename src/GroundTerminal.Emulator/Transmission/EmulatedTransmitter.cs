using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>One satellite's downlink as it arrives at the antenna, added to a wideband stream: Doppler on carrier and symbol clock, path loss, fading.</summary>
/// <remarks>
/// The range rate is integrated by Simpson's rule over blocks of 256 samples; phase, symbol clock and level are continuous from block to block. Generating runs on one
/// thread; <see cref="FramesSent"/> and the log may be read on another.
/// </remarks>
public sealed class EmulatedTransmitter
{
    internal const int BlockLength = 256;
    private const int LogLength = 1 << 14;

    /// <summary>Nothing in orbit rises faster: 1.4° a second.</summary>
    private const double SecondsARadian = 40;
    private readonly double _sampleRateHz, _offsetHz, _closestAmplitude, _rateRatio;
    private readonly IEmulatedAntenna? _antenna;
    private readonly SymbolSource _source;
    private readonly ModulatedStream _stream;
    private readonly Complex32[] _window;
    private readonly Complex32[] _interpolated = new Complex32[BlockLength];
    private readonly SentFrame[] _log = new SentFrame[LogLength];
    private long _framesSent;
    private int _windowCount;
    private long _windowFirst = -1;
    private double _position = 1;
    private double _turns;
    private RangeState _range;
    private double _amplitude;
    private double _wakesAt = double.NegativeInfinity;

    /// <exception cref="ArgumentException">An option is impossible or names what is not built.</exception>
    internal EmulatedTransmitter(EmulatedTransmitterOptions options, double sampleRateHz, double centerFrequencyHz, double noiseDensity, IEmulatedAntenna? antenna = null)
    {
        (Options, _antenna) = (options, antenna);
        _sampleRateHz = sampleRateHz;
        _offsetHz = options.FrequencyHz - centerFrequencyHz;
        if (!(Math.Abs(_offsetHz) < sampleRateHz / 2))
            throw new ArgumentException($"Transmitter '{options.Name}': frequency {options.FrequencyHz} Hz: within {sampleRateHz / 2} Hz of the radio's {centerFrequencyHz} Hz is expected.");
        var signal = options.Signal;
        var modulatedRateHz = SamplesPerSymbol(signal) * signal.BaudRate;
        var modulator = CreateModulator(options, modulatedRateHz);
        var framing = FramingCatalog.Find(signal.Framing)?.CreateFramer
            ?? throw new ArgumentException($"Transmitter '{options.Name}': framing '{signal.Framing}': one of {string.Join(", ", FramingCatalog.Names)} is expected.");
        _source = new SymbolSource(options, framing(signal.FramingOptions), modulator.DelaySymbols);
        _stream = new ModulatedStream(_source, modulator, modulatedRateHz / signal.BitRate);
        _rateRatio = modulatedRateHz / sampleRateHz;
        _closestAmplitude = Math.Sqrt(noiseDensity * Math.Pow(10, options.CarrierToNoiseDbHz / 10));
        _window = new Complex32[(int)(BlockLength * _rateRatio * 1.001) + 16];
        _windowCount = 1; // a zero before the first sample, for the interpolator
        _range = options.Range.At(0);
        _amplitude = Amplitude(0, _range);
    }

    public EmulatedTransmitterOptions Options { get; }

    /// <summary>Frames whose last symbol has been received.</summary>
    public long FramesSent => Volatile.Read(ref _framesSent);

    /// <summary>Received carrier frequency at the end of the last block, Hz from the radio's centre.</summary>
    public double OffsetHz => _offsetHz + Propagation.DopplerShiftHz(Options.FrequencyHz, _range.RangeRateKmPerS);

    /// <summary>A frame of the log; the last 16 384 are kept.</summary>
    /// <param name="index">0 to <see cref="FramesSent"/> − 1.</param>
    public SentFrame GetSentFrame(long index)
    {
        var sent = FramesSent;
        if (index < 0 || index >= sent || index < sent - LogLength)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Math.Max(0, sent - LogLength)} to {sent - 1} is expected.");
        return _log[index % LogLength];
    }

    /// <summary>Bytes of a payload.</summary>
    public int PayloadLength => _source.PayloadLength;

    /// <summary>Writes the payload, as long as the option says, of any frame, sent or not.</summary>
    public void WritePayload(uint counter, Span<byte> payload) => _source.WritePayload(counter, payload);

    /// <summary>Adds the next block of <see cref="BlockLength"/> samples.</summary>
    internal void AddTo(Span<Complex32> block, long firstSample)
    {
        var duration = BlockLength / _sampleRateHz;
        if (Options.SilentBelowHorizon && IsBelow(firstSample / _sampleRateHz, duration))
            return;
        var (before, start) = (_range, firstSample / _sampleRateHz);
        var middle = Options.Range.At(start + (duration / 2));
        _range = Options.Range.At(start + duration);
        var rate = (before.RangeRateKmPerS + (4 * middle.RangeRateKmPerS) + _range.RangeRateKmPerS) / 6;
        Interpolate(1 - (rate / Propagation.LightKmPerS), firstSample);

        var turns = (_offsetHz + Propagation.DopplerShiftHz(Options.FrequencyHz, rate)) * duration;
        var (from, to) = (_amplitude, Amplitude(start + duration, _range));
        if (from > 0 && to > 0)
            MixerAdder.Process(_interpolated, Math.Tau * _turns, Math.Tau * turns / BlockLength, from, Math.Pow(to / from, 1.0 / BlockLength), block);
        _turns += turns;
        _turns -= Math.Round(_turns);
        _amplitude = to;
    }

    private static double SamplesPerSymbol(Signal signal)
    {
        var deviation = Math.Abs(signal.DeviationHz ?? 500);
        var (width, least) = signal.Modulation switch
        {
            "FSK" => (signal.BaudRate + deviation, 16),
            "FSK subaudio" => (signal.BaudRate + Math.Abs(signal.DeviationHz ?? (2 * signal.BaudRate)), 16),
            "AFSK" => (signal.FmDeviationHz + (signal.AudioCarrierHz ?? 1700) + deviation, 16),
            _ => ((2 * signal.BaudRate) + (signal.SubcarrierHz ?? 0), 16),
        };
        return Math.Ceiling(Math.Max(least, 12 * width / signal.BaudRate));
    }

    private static IModulator CreateModulator(EmulatedTransmitterOptions options, double sampleRateHz)
    {
        var modulation = ModulationCatalog.Find(options.Signal.Modulation)
            ?? throw new ArgumentException($"Transmitter '{options.Name}': modulation '{options.Signal.Modulation}': one of {string.Join(", ", ModulationCatalog.All.Select(m => m.Name))} is expected.");
        return modulation.CreateModulator(options.Signal.ModulatorOptions(sampleRateHz));
    }

    private void Interpolate(double clockFactor, long firstSample)
    {
        var step = _rateRatio * clockFactor;
        var needed = (int)(_position + (step * (BlockLength - 1))) + 4;
        _stream.Fill(_window.AsSpan(_windowCount, needed - _windowCount));
        CubicInterpolator.Process(_window.AsSpan(0, needed), _position, step, _interpolated);
        LogFrames(step, firstSample);
        _position += step * BlockLength;
        var spent = Math.Min((int)_position - 1, needed);
        _window.AsSpan(spent, needed - spent).CopyTo(_window);
        (_windowCount, _windowFirst) = (needed - spent, _windowFirst + spent);
        _position -= spent;
    }

    private void LogFrames(double step, long firstSample)
    {
        var end = _windowFirst + _position + (step * BlockLength);
        while (_stream.TryTakeMark(end, out var mark))
        {
            long Output(double place) => firstSample + (long)Math.Round((place - _windowFirst - _position) / step);
            var level = _amplitude > 0 ? Options.CarrierToNoiseDbHz + (20 * Math.Log10(_amplitude / _closestAmplitude)) : double.NegativeInfinity;
            _log[_framesSent % LogLength] = new SentFrame(mark.Counter, Output(mark.First), Output(mark.End), level);
            Volatile.Write(ref _framesSent, _framesSent + 1);
        }
    }

    private double Amplitude(double seconds, RangeState range)
    {
        if (range.ElevationRadians < 0)
            return 0;
        var fadeDb = Options.FadeDepthDb * (Math.Cos(Math.Tau * seconds / Options.FadePeriodSeconds) - 1) / 2;
        var beamDb = _antenna?.GainDb(range.AzimuthRadians, range.ElevationRadians) ?? 0;
        return _closestAmplitude * Options.Range.ClosestRangeKm / range.RangeKm * Math.Pow(10, (fadeDb + beamDb) / 20);
    }

    /// <summary>Below the horizon nothing is sent: the transmitter goes on where it stopped when it rises again, and a frame cut by the horizon counts as not sent.</summary>
    private bool IsBelow(double start, double duration)
    {
        if (start < _wakesAt)
            return true;
        var next = Options.Range.At(start + duration);
        if (next.ElevationRadians >= 0)
        {
            if (_wakesAt > double.NegativeInfinity)
                (_range, _amplitude, _wakesAt) = (Options.Range.At(start), 0, double.NegativeInfinity);
            return false;
        }
        _stream.ForgetMarks();
        (_range, _amplitude) = (next, 0);
        _wakesAt = start + Math.Clamp(-next.ElevationRadians * SecondsARadian, duration, 60);
        return true;
    }
}
