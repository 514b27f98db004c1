using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>One transmitter's complex baseband at its own low sample rate, with marks where frames are.</summary>
internal sealed class ModulatedStream
{
    private const int SymbolsAtOnce = 32;
    private const int MaxMarks = 64;
    private readonly SymbolSource _source;
    private readonly IModulator _modulator;
    private readonly double _samplesPerSymbol;
    private readonly Complex32[] _staged;
    private readonly FrameMark[] _marks = new FrameMark[MaxMarks];
    private SymbolSource.Kind _kind;
    private int _symbolsTaken;
    private int _stagedFirst, _stagedEnd;
    private long _offLeft;
    private long _position;
    private int _firstMark, _markCount;

    public ModulatedStream(SymbolSource source, IModulator modulator, double samplesPerSymbol)
    {
        (_source, _modulator, _samplesPerSymbol) = (source, modulator, samplesPerSymbol);
        _staged = new Complex32[modulator.MaxOutput(SymbolsAtOnce)];
        _kind = SymbolSource.Kind.Off;
    }

    /// <summary>Writes the next samples; zeros where the carrier is off.</summary>
    public void Fill(Span<Complex32> output)
    {
        while (!output.IsEmpty)
        {
            if (_stagedFirst == _stagedEnd && _offLeft == 0)
                Refill();
            int count;
            if (_offLeft > 0)
            {
                count = (int)Math.Min(_offLeft, output.Length);
                output[..count].Clear();
                _offLeft -= count;
            }
            else
            {
                count = Math.Min(_stagedEnd - _stagedFirst, output.Length);
                _staged.AsSpan(_stagedFirst, count).CopyTo(output);
                _stagedFirst += count;
            }
            output = output[count..];
        }
    }

    /// <summary>Takes the oldest mark of a frame that ends at or before a position.</summary>
    public bool TryTakeMark(double position, out FrameMark mark)
    {
        mark = _marks[_firstMark];
        if (_markCount == 0 || mark.End > position)
            return false;
        _firstMark = (_firstMark + 1) % MaxMarks;
        _markCount--;
        return true;
    }

    /// <summary>Forgets the marks of frames that were begun.</summary>
    public void ForgetMarks() => _markCount = 0;

    private void Refill()
    {
        if (_kind == SymbolSource.Kind.Off || _symbolsTaken == _source.Length)
            NextPiece();
        if (_kind == SymbolSource.Kind.Off)
        {
            _offLeft = (long)Math.Round(_source.Length * _samplesPerSymbol);
            _position += _offLeft;
            return;
        }
        var count = Math.Min(SymbolsAtOnce, _source.Length - _symbolsTaken);
        (_stagedFirst, _stagedEnd) = (0, _modulator.Process(_source.Symbols.Slice(_symbolsTaken, count), _staged));
        _symbolsTaken += count;
        _position += _stagedEnd;
    }

    private void NextPiece()
    {
        _kind = _source.Next();
        _symbolsTaken = 0;
        if (_kind != SymbolSource.Kind.Frame || _markCount == MaxMarks)
            return;
        var first = _position + (_modulator.DelaySymbols * _samplesPerSymbol);
        var end = first + ((_source.Length - 0.5) * _samplesPerSymbol);
        _marks[(_firstMark + _markCount++) % MaxMarks] = new FrameMark(_source.NextCounter - 1, first, end);
    }
}
