using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Station;

namespace GroundTerminal.Emulator;

/// <summary>A wideband receiver over an emulated sky: several transmitters and white noise on one stream.</summary>
/// <remarks>
/// Samples are made on the thread that reads, so nothing is ever lost: a reader that comes late gets what is due at once, and
/// <see cref="WorstLateness"/> says how late it was. The same options give the same samples, however they are read.
/// </remarks>
public sealed class EmulatedRadio : IRadio
{
    private const int BlockLength = 8 * EmulatedTransmitter.BlockLength;
    private readonly EmulatedRadioOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly PaceKeeper _pace;
    private readonly GaussianNoise _noise;
    private readonly float _noiseDeviation;
    private readonly EmulatedTransmitter[] _transmitters;
    private readonly Complex32[] _block = new Complex32[BlockLength];
    private readonly long _endSample;
    private DateTimeOffset _startUtc;
    private long _made, _read;

    /// <exception cref="ArgumentException">An option is impossible; the message names it.</exception>
    public EmulatedRadio(EmulatedRadioOptions options, TimeProvider timeProvider)
    {
        if (!(options.SampleRateHz >= 1000 && options.SampleRateHz <= 100e6))
            throw new ArgumentException($"Sample rate {options.SampleRateHz} Hz: 1 kHz to 100 MHz is expected.", nameof(options));
        if (options.Pace is { } pace && !(pace > 0))
            throw new ArgumentException($"Pace {pace}: above 0 is expected.", nameof(options));
        (_options, _timeProvider) = (options, timeProvider);
        var density = Math.Pow(10, options.NoiseDensityDbfsPerHz / 10);
        _noiseDeviation = (float)Math.Sqrt(density * options.SampleRateHz / 2);
        _noise = new GaussianNoise(options.Seed);
        _transmitters = [.. options.Transmitters.Select(t => new EmulatedTransmitter(t, options.SampleRateHz, options.CenterFrequencyHz, density, options.Antenna))];
        _endSample = options.DurationSeconds is { } seconds ? (long)(seconds * options.SampleRateHz) : long.MaxValue;
        _pace = new PaceKeeper(timeProvider);
    }

    /// <inheritdoc/>
    public string Description => $"emulated, {_transmitters.Length} transmitters";

    /// <inheritdoc/>
    public double SampleRateHz => _options.SampleRateHz;

    /// <inheritdoc/>
    public double CenterFrequencyHz => _options.CenterFrequencyHz;

    /// <inheritdoc/>
    /// <remarks>At more than real time it is a computation, of which nothing need be lost.</remarks>
    public bool CanBeHeldBack => _options.Pace is null or > 1;

    /// <summary>What is being sent, in the order of the options.</summary>
    public IReadOnlyList<EmulatedTransmitter> Transmitters => _transmitters;

    /// <summary>How long after the samples were due they were asked for, at worst; always zero without a pace.</summary>
    public TimeSpan WorstLateness => _pace.WorstLateness;

    /// <inheritdoc/>
    public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
    {
        if (_made == 0)
            Start();
        info = default;
        if (_read >= _endSample)
            return 0;
        if (_read == _made)
            MakeBlock();
        var due = _options.Pace is { } pace ? TimeSpan.FromSeconds(_made / (_options.SampleRateHz * pace)) : TimeSpan.Zero;
        if (_options.Pace is null ? cancellation.IsCancellationRequested : !_pace.WaitUntil(due, cancellation))
            return 0;
        _options.StreamClock?.Advance(Utc(_made), cancellation);
        var count = (int)Math.Min(Math.Min(destination.Length, _made - _read), _endSample - _read);
        _block.AsSpan((int)(_read - (_made - BlockLength)), count).CopyTo(destination);
        info = new SampleBlockInfo(_read, Utc(_read), TimeSpan.Zero, LostBefore: 0);
        _read += count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Start()
    {
        _startUtc = _options.StreamClock?.Start ?? _options.StartUtc ?? _timeProvider.GetUtcNow();
        _pace.Start();
    }

    private DateTimeOffset Utc(long sample) => _startUtc + TimeSpan.FromSeconds(sample / _options.SampleRateHz);

    private void MakeBlock()
    {
        _options.Antenna?.Observe();
        _noise.Fill(MemoryMarshal.Cast<Complex32, float>(_block.AsSpan()), _noiseDeviation);
        foreach (var transmitter in _transmitters)
        {
            for (var i = 0; i < BlockLength; i += EmulatedTransmitter.BlockLength)
                transmitter.AddTo(_block.AsSpan(i, EmulatedTransmitter.BlockLength), _made + i);
        }
        _made += BlockLength;
    }
}
