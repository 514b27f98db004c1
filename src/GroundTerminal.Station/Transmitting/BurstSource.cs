using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Transmitting;

/// <summary>Makes the samples of a burst: the framing's idle pattern, one frame, and what the modulator needs to send its end. At 0 Hz, mean power 1. One thread.</summary>
public sealed class BurstSource
{
    private const int SymbolsAtOnce = 32;
    private readonly IFramer _framer;
    private readonly IModulator _modulator;
    private readonly double _bitRate;
    private readonly int _preamble, _postamble;
    private readonly Complex32[] _staged;
    private byte[] _symbols = [];
    private int _count, _taken, _first, _end;

    /// <param name="channel">Framing, modulation and rates.</param>
    /// <param name="sampleRateHz">Sample rate, Hz; at least four times the baud rate.</param>
    /// <exception cref="ArgumentException">A name is not known, the framing has no encoder, or a rate is impossible.</exception>
    public BurstSource(TransmitChannel channel, double sampleRateHz)
    {
        Signal signal = channel.Signal;
        ModulationDescriptor modulation = ModulationCatalog.Find(signal.Modulation) ?? throw new ArgumentException($"modulation '{signal.Modulation}' is not built");
        _framer = FramingCatalog.Find(signal.Framing)?.CreateFramer?.Invoke(signal.FramingOptions) ?? throw new ArgumentException($"framing '{signal.Framing}' has no encoder");
        _modulator = modulation.CreateModulator(signal.ModulatorOptions(sampleRateHz));
        _bitRate = signal.BitRate;
        _postamble = Octets((2 * _modulator.DelaySymbols) + 2);
        _preamble = Math.Max(_postamble, Octets(channel.Preamble.TotalSeconds * _bitRate));
        _staged = new Complex32[_modulator.MaxOutput(SymbolsAtOnce)];
    }

    /// <summary>Why the framing does not carry a payload of that length; null where it does.</summary>
    public string? Refusal(int length) => length >= _framer.MinPayloadLength && length <= _framer.MaxPayloadLength ? null
        : _framer.MinPayloadLength == _framer.MaxPayloadLength ? $"{length} bytes; the framing has frames of {_framer.MinPayloadLength}"
        : $"{length} bytes; the framing carries {_framer.MinPayloadLength} to {_framer.MaxPayloadLength}";

    /// <summary>Encodes a frame; what was left of the burst before is forgotten.</summary>
    /// <returns>How long the burst lasts.</returns>
    /// <exception cref="ArgumentException">The framing does not carry it.</exception>
    public TimeSpan Begin(ReadOnlySpan<byte> payload)
    {
        int most = _preamble + _framer.MaxOutput(payload.Length) + _postamble;
        if (_symbols.Length < most)
            _symbols = new byte[most];
        _framer.Reset();
        _modulator.Reset();
        (_taken, _first, _end) = (0, 0, 0);
        _framer.Idle(_symbols.AsSpan(0, _preamble));
        _count = _preamble + _framer.Encode(payload, _symbols.AsSpan(_preamble));
        _framer.Idle(_symbols.AsSpan(_count, _postamble));
        _count += _postamble;
        return TimeSpan.FromSeconds(_count / _bitRate);
    }

    /// <summary>Writes the next samples.</summary>
    /// <returns>How many; fewer than there is room for at the end of the burst, then 0.</returns>
    public int Read(Span<Complex32> output)
    {
        int written = 0;
        while (written < output.Length)
        {
            if (_first == _end && !Stage())
                break;
            int n = Math.Min(_end - _first, output.Length - written);
            _staged.AsSpan(_first, n).CopyTo(output[written..]);
            (_first, written) = (_first + n, written + n);
        }
        return written;
    }

    private bool Stage()
    {
        int n = Math.Min(SymbolsAtOnce, _count - _taken);
        (_first, _end) = (0, _modulator.Process(_symbols.AsSpan(_taken, n), _staged));
        _taken += n;
        return n > 0;
    }

    // Idle patterns such as HDLC's flags are eight symbols long.
    private static int Octets(double symbols) => 8 * (int)Math.Ceiling(symbols / 8);
}
