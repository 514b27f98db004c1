using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>The symbols of one transmitter, piece by piece: idle pattern, frames at their times, and silence between bursts.</summary>
internal sealed class SymbolSource
{
    private const int IdleChunk = 256;
    private readonly IFramer _framer;
    private readonly bool _idles;
    private readonly double _firstSymbol, _intervalSymbols;
    private readonly long _preamble, _postamble;
    private readonly EmulatedText? _text;
    private readonly byte[] _payload;
    private readonly byte[] _symbols;
    private long _sent;
    private long _preambleLeft, _postambleLeft;

    public SymbolSource(EmulatedTransmitterOptions options, IFramer framer, double delaySymbols)
    {
        _framer = framer;
        _idles = options.IdleBetweenFrames;
        (_firstSymbol, _intervalSymbols) = (options.FirstFrameSeconds * options.Signal.BitRate, options.FrameIntervalSeconds * options.Signal.BitRate);
        _postamble = (long)Math.Ceiling(2 * delaySymbols) + 2;
        _preamble = _idles ? 0 : Math.Max(_postamble, (long)(options.PreambleSeconds * options.Signal.BitRate));
        _preambleLeft = _preamble;
        _text = options.PayloadText is { } text ? new EmulatedText(text) : null;
        if (options.PayloadLength < 0)
            throw new ArgumentException($"Transmitter '{options.Name}': payload length {options.PayloadLength}: 0 or more is expected.");
        var wanted = _text is null ? options.PayloadLength : Math.Max(EmulatedPayload.MinLength, EmulatedPayload.HeaderLength + _text.Length);
        _payload = new byte[Math.Clamp(wanted, framer.MinPayloadLength, framer.MaxPayloadLength)];
        EmulatedPayload.Write(_payload, 0, options.DestinationCall, options.SourceCall);
        _payload = _payload[..framer.Conform(_payload)];
        _symbols = new byte[Math.Max(IdleChunk, framer.MaxOutput(_payload.Length))];
    }

    /// <summary>What a piece is.</summary>
    public enum Kind
    {
        /// <summary>The carrier is off for <see cref="Length"/> symbols.</summary>
        Off,

        /// <summary>Idle pattern.</summary>
        Idle,

        /// <summary>A whole frame, <see cref="NextCounter"/> − 1.</summary>
        Frame,
    }

    /// <summary>The number of the next frame.</summary>
    public uint NextCounter { get; private set; }

    /// <summary>Symbols of the present piece.</summary>
    public int Length { get; private set; }

    /// <summary>The present piece, unless it is <see cref="Kind.Off"/>.</summary>
    public ReadOnlySpan<byte> Symbols => _symbols.AsSpan(0, Length);

    /// <summary>Bytes of a payload.</summary>
    public int PayloadLength => _payload.Length;

    /// <summary>Writes a frame's payload.</summary>
    public void WritePayload(uint counter, Span<byte> payload)
    {
        _payload.CopyTo(payload);
        WriteBody(counter, payload);
        _framer.Conform(payload);
    }

    /// <summary>Makes the next piece.</summary>
    public Kind Next()
    {
        var gap = (long)Math.Round(_firstSymbol + (NextCounter * _intervalSymbols)) - _preambleLeft - _sent;
        if (_postambleLeft > 0)
            return Idle(ref _postambleLeft);
        if (gap > 0 && _preambleLeft == _preamble)
            return Wait(gap);
        return _preambleLeft > 0 ? Idle(ref _preambleLeft) : Frame();
    }

    private void WriteBody(uint counter, Span<byte> payload)
    {
        if (_text is null || payload.Length < EmulatedPayload.MinLength)
            EmulatedPayload.WriteBody(payload, counter);
        else
            _text.Write(counter, payload[EmulatedPayload.HeaderLength..]);
    }

    private Kind Wait(long gap)
    {
        if (_idles)
            return Idle(ref gap);
        Length = (int)Math.Min(gap, 1_000_000);
        _sent += Length;
        return Kind.Off;
    }

    private Kind Idle(ref long left)
    {
        Length = (int)Math.Min(left, IdleChunk);
        _framer.Idle(_symbols.AsSpan(0, Length));
        left -= Length;
        _sent += Length;
        return Kind.Idle;
    }

    private Kind Frame()
    {
        WriteBody(NextCounter++, _payload);
        _framer.Conform(_payload);
        Length = _framer.Encode(_payload, _symbols);
        _sent += Length;
        (_preambleLeft, _postambleLeft) = (_preamble, _idles ? 0 : _postamble);
        return Kind.Frame;
    }
}
