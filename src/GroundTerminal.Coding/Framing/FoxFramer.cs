using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="FoxDeframer"/>. Frames that follow each other share the sync word between them; the disparity goes on.</summary>
internal sealed class FoxFramer : IFramer
{
    /// <summary>K28.5 at disparity −1.</summary>
    public const int Sync = 0b0011111010;

    private const int Word = EightBTenB.WordSymbols;
    private readonly FoxLayout _layout;
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly byte[] _frame, _word = new byte[255];
    private int _disparity = -1;
    private bool _synced;

    /// <param name="layout">Which frame.</param>
    public FoxFramer(FoxLayout layout)
    {
        _layout = layout;
        _frame = new byte[layout.FrameLength];
    }

    public int MinPayloadLength => _layout.DataLength;

    public int MaxPayloadLength => _layout.DataLength;

    public int MaxOutput(int payloadLength) => _layout.FrameSymbols + (2 * Word);

    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        payload.CopyTo(_frame);
        for (var k = 0; k < _layout.CodeWords; k++)
        {
            var data = _layout.DataOf(k);
            for (var i = 0; i < data; i++)
                _word[i] = _frame[_layout.Place(k, i)];
            _code.Encode(_word.AsSpan(0, data), _word.AsSpan(data, FoxLayout.ParityLength));
            for (var i = data; i < data + FoxLayout.ParityLength; i++)
                _frame[_layout.Place(k, i)] = _word[i];
        }
        var at = _synced ? 0 : WriteSync(symbols);
        at += EightBTenB.Encode(_frame, symbols[at..], ref _disparity);
        at += WriteSync(symbols[at..]);
        _synced = true;
        return at;
    }

    /// <summary>Alternating symbols, D21.5 of the line code.</summary>
    public void Idle(Span<byte> symbols)
    {
        FramerChecks.Alternate(symbols);
        _synced &= symbols.IsEmpty;
    }

    public void Reset() => (_disparity, _synced) = (-1, false);

    private int WriteSync(Span<byte> symbols)
    {
        Bits.UnpackWord((ulong)EightBTenB.Encode(EightBTenB.K28Dot5, control: true, ref _disparity), symbols[..Word]);
        return Word;
    }
}
