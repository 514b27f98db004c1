using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes the running stream of <see cref="K2sat"/>: no marker can be seen before the code is undone, so every piece of the stream that has the code's parity is decoded.</summary>
/// <remarks>
/// A piece is decoded from the state in which the one before ended, with <see cref="Tail"/> pairs behind it whose bits are not taken: as good as one block without end. Where the pairing, or the turn of
/// QPSK, has changed, bits begin anew <see cref="Lead"/> pairs before the piece, since the change may lie as far as half a piece before it, and those of the old one go on to the piece's end. An
/// inverted stream gives the same bits. A frame comes out at most 1536 symbols after its end marker.
/// </remarks>
internal sealed class K2satDeframer : IDeframer
{
    private const int Piece = PairingSearch.Piece;
    private const int Lead = 160, Tail = 72, Before = Lead + 8;
    private const float MaxMagnitude = 1e6f;
    private readonly float[] _new = new float[2 * Piece];
    private readonly float[] _even = new float[Before + ((1 + PairingSearch.Ahead) * Piece)], _odd = new float[Before + ((1 + PairingSearch.Ahead) * Piece)];
    private readonly float[] _symbols = new float[2 * (Lead + Piece + Tail)];
    private readonly byte[] _bits = new byte[(Lead + Piece + Tail) / 8];
    private readonly ushort[] _wrong = new ushort[(Lead + Piece) / 8];
    private readonly PairingSearch _search = new(K2sat.Code);
    private readonly ViterbiDecoder _viterbi = new(K2sat.Code, Lead + Piece + Tail);
    private readonly DifferentialCode _precoding = new(DifferentialKind.Mark);
    private readonly V35Scrambler _scrambler = new();
    private readonly K2satPackets _packets = new();
    private int _count, _way = -1, _state;
    private long _pieces;

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            var block = symbols[..Math.Min(symbols.Length, _new.Length - _count)];
            SyncSearch.CopyFinite(block, _new.AsSpan(_count));
            _count += block.Length;
            symbols = symbols[block.Length..];
            if (_count < _new.Length)
                continue;
            _count = 0;
            Take();
            if (++_pieces <= PairingSearch.Ahead)
                continue;
            var way = _search.Decide();
            if (way != _way && _way >= 0)
                Decode(_way, sink); // what was before may end in this piece
            if (way >= 0)
                Decode(way, sink);
            _way = way;
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_even);
        Array.Clear(_odd);
        _search.Reset();
        _packets.Reset();
        (_count, _way, _pieces) = (0, -1, 0);
    }

    private void Take()
    {
        _even.AsSpan(Piece).CopyTo(_even);
        _odd.AsSpan(Piece).CopyTo(_odd);
        Span<float> even = _even.AsSpan(^Piece..), odd = _odd.AsSpan(^Piece..);
        for (var i = 0; i < Piece; i++)
        {
            even[i] = Math.Clamp(_new[2 * i], -MaxMagnitude, MaxMagnitude);
            odd[i] = Math.Clamp(_new[(2 * i) + 1], -MaxMagnitude, MaxMagnitude);
        }
        _search.Add(_even.AsSpan(^PairingSearch.Window..), _odd.AsSpan(^PairingSearch.Window..));
    }

    /// <summary>Decodes the oldest piece whole, with the lead before it where its bits do not go on from the last piece's.</summary>
    private void Decode(int way, IDecodeSink sink)
    {
        var first = (_pieces - 1 - PairingSearch.Ahead) * Piece;
        var lead = way == _way ? 0 : (int)Math.Min(first, Lead);
        if (way != _way)
            Begin((2 * (first - lead)) - (way & 1));
        var symbols = Pairs(way, Before - lead, lead + Piece + Tail);
        _viterbi.Decode(symbols, _bits, ViterbiEnds.From(_state));
        var bits = _bits.AsSpan(0, (lead + Piece) / 8);
        var wrong = _wrong.AsSpan(0, bits.Length);
        Compare(bits, symbols, Math.Max(_state, 0), wrong);
        _state = bits[^1] & (K2sat.Code.States - 1);
        _precoding.Decode(bits);
        _scrambler.Descramble(bits);
        _packets.Append(bits, wrong, sink);
    }

    private void Begin(long firstSymbol)
    {
        _state = ViterbiEnds.UnknownState;
        _precoding.Reset();
        _scrambler.Reset();
        _packets.Begin(firstSymbol);
    }

    /// <summary>The symbols of the code, pair by pair.</summary>
    private ReadOnlySpan<float> Pairs(int way, int from, int count)
    {
        var (isOdd, isTurned) = ((way & 1) != 0, (way & 2) != 0);
        ReadOnlySpan<float> earlier = isOdd ? _odd.AsSpan(from - 1, count) : _even.AsSpan(from, count), later = isOdd ? _even.AsSpan(from, count) : _odd.AsSpan(from, count);
        for (var i = 0; i < count; i++)
            (_symbols[2 * i], _symbols[(2 * i) + 1]) = isTurned ? (later[i], -earlier[i]) : (earlier[i], later[i]);
        return _symbols.AsSpan(0, 2 * count);
    }

    /// <summary>Marks the symbols that are not those of the decoded bits: for each eight bits the first symbols of their pairs in the high byte, the second in the low one. Erasures are not wrong.</summary>
    private static void Compare(ReadOnlySpan<byte> bits, ReadOnlySpan<float> symbols, int register, Span<ushort> wrong)
    {
        var outputs = K2sat.Code.OutputTable;
        for (var i = 0; i < bits.Length; i++)
        {
            register = (register << 8) | bits[i];
            var marks = 0;
            for (var shift = 7; shift >= 0; shift--)
            {
                var (output, at) = ((int)outputs[(register >> shift) & 0x7F], 2 * ((8 * i) + 7 - shift));
                var (a, b) = ((output & 1) != 0 ? symbols[at] : -symbols[at], (output & 2) != 0 ? symbols[at + 1] : -symbols[at + 1]);
                marks |= (a < 0 ? 0x100 << shift : 0) | (b < 0 ? 1 << shift : 0);
            }
            wrong[i] = (ushort)marks;
        }
    }
}
