using System.Runtime.InteropServices;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;

namespace GroundTerminal.Emulator;

/// <summary>A short piece of signal for tests and benchmarks: known frames at a stated Eb/N₀, as complex baseband or as a receiver's audio.</summary>
/// <remarks>Every form has signal power 1 and noise of density N₀ = 1/(baud·Eb/N₀) before any filter or discriminator. A pure function of its options.</remarks>
public sealed class TestSignal
{
    private const int FilterTaps = 129;
    private readonly TestSignalOptions _options;
    private readonly byte[] _symbols;
    private readonly int _payloadLength;

    /// <exception cref="ArgumentException">An option is impossible or names what is not built.</exception>
    public TestSignal(TestSignalOptions options)
    {
        _options = options;
        var framer = (FramingCatalog.Find(options.Framing)?.CreateFramer
            ?? throw new ArgumentException($"Framing '{options.Framing}' has no encoder.", nameof(options)))(options.FramingOptions);
        _payloadLength = Math.Clamp(options.PayloadLength, framer.MinPayloadLength, framer.MaxPayloadLength);
        Payloads = [.. Enumerable.Range(0, options.Frames).Select(i => Payload(framer, (uint)i))];
        _symbols = Encode(framer);
    }

    /// <summary>The frames, in order.</summary>
    public IReadOnlyList<byte[]> Payloads { get; }

    /// <summary>Channel symbols, idle ones included.</summary>
    public int SymbolCount => _symbols.Length;

    /// <summary>Complex baseband.</summary>
    public Complex32[] ToIq() => WithNoise(Shift(Modulate(), _options.OffsetHz));

    /// <summary>What an FM receiver's discriminator gives, 1 being ifBandwidthHz/2; no de-emphasis.</summary>
    /// <param name="ifBandwidthHz">Two-sided −6 dB width of the filter before the discriminator; at most the sample rate.</param>
    public float[] ToFmAudio(double ifBandwidthHz)
    {
        var iq = LowPass(ToIq(), ifBandwidthHz / 2 / _options.SampleRateHz);
        var audio = new float[iq.Length];
        var scale = (float)(_options.SampleRateHz / Math.PI / ifBandwidthHz);
        for (var i = 1; i < audio.Length; i++)
            audio[i] = (iq[i] * iq[i - 1].Conjugate).Phase * scale;
        return audio;
    }

    /// <summary>What an SSB receiver gives: the signal around an audio carrier, in real white noise of one-sided density N₀.</summary>
    public float[] ToSsbAudio(double carrierHz)
    {
        var iq = Shift(Modulate(), carrierHz + _options.OffsetHz);
        return WithNoise([.. iq.Select(s => s.Re * MathF.Sqrt(2))]);
    }

    /// <summary>AFSK's audio itself in real white noise of one-sided density N₀, as if it had not been on an FM carrier.</summary>
    public float[] ToAfskAudio()
    {
        var modulator = new AfskAudioModulator(ModulatorOptions);
        var audio = new float[modulator.MaxOutput(_symbols.Length)];
        var count = modulator.Process(_symbols, audio);
        return WithNoise([.. audio.Take(count).Select(a => a * MathF.Sqrt(2))]);
    }

    private ModulatorOptions ModulatorOptions => Signal.ModulatorOptions(_options.SampleRateHz);

    private Signal Signal => new()
    {
        Modulation = _options.Modulation,
        BaudRate = _options.BaudRate * (1 + (_options.TimingPpm * 1e-6)),
        DeviationHz = _options.DeviationHz,
        AudioCarrierHz = _options.AudioCarrierHz,
        FmDeviationHz = _options.FmDeviationHz,
        GaussianBt = _options.GaussianBt,
        RollOff = _options.RollOff,
        SubcarrierHz = _options.SubcarrierHz,
        ModulationIndexRadians = _options.ModulationIndexRadians,
        Framing = _options.Framing,
    };

    private double NoiseDensity => _options.EbN0Db is { } db ? Math.Pow(10, -db / 10) / Signal.BitRate : 0;

    private byte[] Payload(IFramer framer, uint counter)
    {
        var payload = new byte[_payloadLength];
        EmulatedPayload.Write(payload, counter, "CQ", "GT0SAT");
        return payload[..framer.Conform(payload)];
    }

    private byte[] Encode(IFramer framer)
    {
        var symbols = new byte[(Payloads.Count * (framer.MaxOutput(_payloadLength) + _options.IdleSymbols)) + _options.IdleSymbols];
        var count = 0;
        foreach (var payload in Payloads)
        {
            framer.Idle(symbols.AsSpan(count, _options.IdleSymbols));
            count += _options.IdleSymbols;
            count += framer.Encode(payload, symbols.AsSpan(count));
        }
        framer.Idle(symbols.AsSpan(count, _options.IdleSymbols));
        return symbols[..(count + _options.IdleSymbols)];
    }

    private Complex32[] Modulate()
    {
        var descriptor = ModulationCatalog.Find(_options.Modulation) ?? throw new ArgumentException($"Modulation '{_options.Modulation}' is not built.");
        var modulator = descriptor.CreateModulator(ModulatorOptions);
        var output = new Complex32[modulator.MaxOutput(_symbols.Length)];
        return output[..modulator.Process(_symbols, output)];
    }

    private Complex32[] Shift(Complex32[] signal, double offsetHz)
    {
        for (var i = 0; i < signal.Length; i++)
        {
            var t = i / _options.SampleRateHz;
            var turns = (offsetHz * t) + (_options.DriftHzPerS * t * t / 2);
            signal[i] *= Complex32.FromPhase(Math.Tau * (turns - Math.Floor(turns)));
        }
        return signal;
    }

    private Complex32[] WithNoise(Complex32[] signal)
    {
        AddNoise(MemoryMarshal.Cast<Complex32, float>(signal.AsSpan()));
        return signal;
    }

    private float[] WithNoise(float[] signal)
    {
        AddNoise(signal);
        return signal;
    }

    /// <summary>A component of complex noise and real noise of one-sided density N₀ both have variance N₀·fs/2.</summary>
    private void AddNoise(Span<float> signal)
    {
        var noise = new float[signal.Length];
        new GaussianNoise(_options.Seed).Fill(noise, (float)Math.Sqrt(NoiseDensity * _options.SampleRateHz / 2));
        for (var i = 0; i < signal.Length; i++)
            signal[i] += noise[i];
    }

    private static Complex32[] LowPass(Complex32[] input, double cutoff)
    {
        if (cutoff >= 0.5)
            return input;
        var taps = FilterDesign.LowPass(cutoff, FilterTaps);
        var (re, im) = (new float[input.Length + 1], new float[input.Length + 1]);
        new FirFilter(taps).Process([.. input.Select(s => s.Re)], re);
        new FirFilter(taps).Process([.. input.Select(s => s.Im)], im);
        return [.. input.Select((_, i) => new Complex32(re[i], im[i]))];
    }
}
