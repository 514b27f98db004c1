using System.Numerics;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Telemetry of AMSAT's FOX-1 satellites: between two sync words of K28.5, 8b/10b words of interleaved Reed–Solomon code words.</summary>
/// <remarks>
/// The sync word has ten symbols only, so both ends of a frame are looked at together, and where the last frame ended the next is tried in any case. A place whose words are no words of the
/// code, as half of noise is not, costs little. The disparity of the sync words, either of which may be the complement, helps the words between them; the surest other byte is the reliability
/// by which up to 16 bytes a code word are erased. In an hour of noise one code word of 96 bytes comes out by accident with a chance below 10⁻³ at 200 baud.
/// </remarks>
internal sealed class FoxDeframer : IDeframer
{
    private const int Word = EightBTenB.WordSymbols, MaxErasures = 16, TestWords = 200, HeaderLength = 6;
    private const int MaxWrong = 5, WorkAtOnce = 16;
    private const float MaxMagnitude = 1e6f;
    private readonly FoxLayout _layout;
    private readonly float _threshold, _leastLegal;
    private readonly int _distance, _maxWork;
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly EightBTenBSequence _sequence;
    private readonly bool[] _legal = new bool[1 << Word];
    private readonly float[] _symbols, _turned, _correlation, _magnitude;
    private readonly byte[] _wrong;
    private readonly byte[] _frame, _word = new byte[255];
    private readonly float[] _reliabilities, _wordReliabilities = new float[255];
    private long _base, _expected = -1, _work;
    private int _count;
    private int _corrected;

    /// <param name="layout">Which frame.</param>
    /// <param name="threshold">Least |ρ| of the two sync words together.</param>
    /// <param name="leastLegal">Least part of the first words that are legal, else a place is passed over: in noise 0.44 are.</param>
    /// <param name="maxWork">How often a symbol may be decoded on average.</param>
    public FoxDeframer(FoxLayout layout, float threshold, float leastLegal, int maxWork)
    {
        (_layout, _threshold, _leastLegal, _maxWork) = (layout, threshold, leastLegal, maxWork);
        _distance = layout.FrameSymbols + Word;
        _sequence = new EightBTenBSequence(layout.FrameLength);
        _symbols = new float[(2 * (_distance + Word)) + 1024];
        (_correlation, _magnitude) = (new float[_symbols.Length], new float[_symbols.Length]);
        _wrong = new byte[_symbols.Length];
        _turned = new float[layout.FrameSymbols];
        (_frame, _reliabilities) = (new byte[layout.FrameLength], new float[layout.FrameLength]);
        for (var i = 0; i < 512; i++)
        {
            var disparity = i < 256 ? -1 : 1;
            _legal[EightBTenB.Encode((byte)i, control: false, ref disparity)] = true;
        }
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        foreach (var symbol in symbols)
        {
            if (_count == _symbols.Length)
                Slide();
            _symbols[_count++] = float.IsNaN(symbol) ? 0 : Math.Clamp(symbol, -MaxMagnitude, MaxMagnitude);
            if (_count < Word)
                continue;
            Correlate();
            if (_count >= _distance + Word && (_base + _count == _expected || IsCandidate()))
                Try(sink);
        }
    }

    /// <inheritdoc/>
    public void Reset() => (_base, _expected, _work, _count) = (0, -1, 0, 0);

    private void Slide()
    {
        var drop = _count - _distance - Word;
        _symbols.AsSpan(drop, _count - drop).CopyTo(_symbols);
        _correlation.AsSpan(drop, _count - drop).CopyTo(_correlation);
        _magnitude.AsSpan(drop, _count - drop).CopyTo(_magnitude);
        _wrong.AsSpan(drop, _count - drop).CopyTo(_wrong);
        (_base, _count) = (_base + drop, _count - drop);
    }

    /// <summary>K28.5 as it is sent at disparity −1, 0011111010, with the last ten symbols.</summary>
    private void Correlate()
    {
        float sum = 0, all = 0;
        var last = _symbols.AsSpan(_count - Word, Word);
        for (var i = 0; i < Word; i++)
        {
            sum += ((FoxFramer.Sync >> (Word - 1 - i)) & 1) != 0 ? last[i] : -last[i];
            all += Math.Abs(last[i]);
        }
        (_correlation[_count - 1], _magnitude[_count - 1]) = (sum, all);
        var wrong = BitOperations.PopCount(Bits.PackWord(last) ^ FoxFramer.Sync);
        _wrong[_count - 1] = (byte)Math.Min(wrong, Word - wrong);
    }

    private bool IsCandidate()
    {
        var (end, start) = (_count - 1, _count - 1 - _distance);
        return _wrong[end] + _wrong[start] <= MaxWrong && Math.Abs(_correlation[end]) + Math.Abs(_correlation[start]) > _threshold * (_magnitude[end] + _magnitude[start]);
    }

    private void Try(IDecodeSink sink)
    {
        ReadOnlySpan<float> symbols = _symbols.AsSpan(_count - Word - _layout.FrameSymbols, _layout.FrameSymbols);
        var (start, end) = (_correlation[_count - 1 - _distance], -_correlation[_count - 1]);
        var inverted = false;
        var found = IsLegal(symbols, 0) && Decode(symbols, start, end);
        if (!found && IsLegal(symbols, (1 << Word) - 1))
        {
            for (var i = 0; i < symbols.Length; i++)
                _turned[i] = -symbols[i];
            found = inverted = Decode(_turned, -start, -end);
        }
        if (!found)
            return;
        var now = _base + _count;
        _expected = now + _distance;
        sink.OnResult(new DecodeResult
        {
            Status = DecodeStatus.Ok,
            Payload = _frame.AsSpan(0, _layout.DataLength),
            FirstSymbol = now - Word - _layout.FrameSymbols,
            EndSymbol = now - Word,
            CorrectedBits = _corrected,
            HeaderPlausible = true,
            Inverted = inverted,
        });
    }

    /// <summary>Counts in symbols of the stream, so that its cuts do not matter: where sync words seem to be everywhere (data words differ from them in one symbol at the least), not all are tried.</summary>
    private bool Affords()
    {
        var (most, slack) = (_maxWork * (_base + _count), (long)WorkAtOnce * _layout.FrameSymbols);
        if (_work + _layout.FrameSymbols > most + slack)
            return false;
        _work = Math.Max(_work + _layout.FrameSymbols, most - slack);
        return true;
    }

    private bool IsLegal(ReadOnlySpan<float> symbols, uint mask)
    {
        var words = Math.Min(TestWords, _layout.FrameLength);
        var legal = 0;
        for (var i = 0; i < words; i++)
            legal += _legal[Bits.PackWord(symbols.Slice(i * Word, Word)) ^ mask] ? 1 : 0;
        return legal >= _leastLegal * words;
    }

    private bool Decode(ReadOnlySpan<float> symbols, float start, float end)
    {
        if (_base + _count != _expected && !Affords())
            return false;
        _sequence.Decode(symbols, start, end, _frame, _reliabilities);
        _corrected = 0;
        for (var k = 0; k < _layout.CodeWords; k++)
        {
            var length = _layout.DataOf(k) + FoxLayout.ParityLength;
            for (var i = 0; i < length; i++)
                (_word[i], _wordReliabilities[i]) = (_frame[_layout.Place(k, i)], _reliabilities[_layout.Place(k, i)]);
            var corrected = _code.DecodeSoft(_word.AsSpan(0, length), _wordReliabilities.AsSpan(0, length), MaxErasures);
            if (corrected < 0)
                return false;
            _corrected += corrected;
            for (var i = 0; i < length && corrected > 0; i++)
                _frame[_layout.Place(k, i)] = _word[i];
        }
        // Silence is the code word of zeros; no satellite has the number 0.
        return _frame.AsSpan(0, HeaderLength).ContainsAnyExcept((byte)0);
    }
}
