using System.Numerics;

namespace GroundTerminal.Coding.Framing;

/// <summary>Finds AO-40 FEC packets by their distributed sync vector and decodes them.</summary>
/// <remarks>Sources: <see cref="Ao40Layout"/>. Every match is tried, until a packet is accepted: then matches inside that packet are dropped. At most <see cref="MaxPending"/> matches wait for the last
/// symbols of their packets. Decoding is given <see cref="MaxWork"/> symbols for each that came in, with <see cref="WorkAtOnce"/> packets' worth of credit, half of which the search for slips leaves alone.</remarks>
internal sealed class Ao40Deframer : IDeframer
{
    private const double FalseAlarmRate = 2e-4;
    private const int MaxPending = 8;
    private const int MaxWork = 2;
    private const int WorkAtOnce = 16;
    private readonly Ao40Layout _layout;
    private readonly Ao40Sync _sync;
    private readonly Ao40Packet _packet;
    private readonly float[] _buffer;
    private readonly (long Start, bool Inverted)[] _pending = new (long, bool)[MaxPending];
    private WorkBudget _work;
    private int _pendingCount;
    private int _count;
    private long _base;
    private long _acceptedEnd;

    /// <param name="layout">Which packet.</param>
    /// <param name="isChecked">True where the payload ends in CRC-16/ARC.</param>
    public Ao40Deframer(Ao40Layout layout, bool isChecked)
    {
        _layout = layout;
        _sync = new Ao40Sync(layout, FalseAlarmRate);
        _packet = new Ao40Packet(layout, isChecked);
        _buffer = new float[2 * layout.Symbols];
        _work = new WorkBudget(MaxWork, WorkAtOnce * layout.Symbols);
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            if (_count == _buffer.Length)
                Compact();
            // A packet is there a step after its last sync symbol at the soonest, so that none becomes ready inside a block.
            var most = Math.Min(_layout.Step, SyncSearch.Part);
            var block = symbols[..(int)Math.Min(Math.Min(symbols.Length, most), Math.Min(_buffer.Length - _count, ToNextPacket))];
            SyncSearch.CopyFinite(block, _buffer.AsSpan(_count));
            var (start, candidates) = (_count, _sync.Find(_buffer.AsSpan(_count, block.Length)));
            for (; candidates != 0; candidates &= candidates - 1)
            {
                _count = start + BitOperations.TrailingZeroCount(candidates) + 1;
                Look();
            }
            _count = start + block.Length;
            if (ToNextPacket <= 0)
                Decode(sink);
            symbols = symbols[block.Length..];
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _sync.Reset();
        _work.Reset();
        (_pendingCount, _count, _base, _acceptedEnd) = (0, 0, 0, 0);
    }

    /// <summary>Symbols until the first match's packet is there.</summary>
    private long ToNextPacket => _pendingCount == 0 ? long.MaxValue : _pending[0].Start + _layout.Symbols - _base - _count;

    private void Compact()
    {
        _buffer.AsSpan(_layout.Symbols).CopyTo(_buffer);
        _base += _layout.Symbols;
        _count -= _layout.Symbols;
    }

    private void Look()
    {
        var at = _count - 1 - ((_layout.Sync.Length - 1) * _layout.Step);
        if (at < 0 || _pendingCount == MaxPending)
            return;
        var rho = _sync.Correlate(_buffer.AsSpan(at, _count - at));
        if (rho != 0 && _base + at >= _acceptedEnd)
            _pending[_pendingCount++] = (_base + at, rho < 0);
    }

    private void Decode(IDecodeSink sink)
    {
        var (start, inverted) = _pending[0];
        _pendingCount--;
        _pending.AsSpan(1, _pendingCount).CopyTo(_pending);
        if (start < _acceptedEnd)
            return;
        var end = start + _layout.Symbols;
        var ok = Decode(_buffer.AsSpan((int)(start - _base), _layout.Symbols), inverted, end);
        if (ok)
            _acceptedEnd = end;
        sink.OnResult(new DecodeResult
        {
            Status = ok ? DecodeStatus.Ok : DecodeStatus.CheckFailed,
            Payload = ok ? _packet.Payload : default,
            FirstSymbol = start,
            EndSymbol = end,
            CorrectedBits = ok ? _packet.Corrected : 0,
            HeaderPlausible = true,
            Inverted = inverted,
        });
    }

    /// <summary>Decodes a packet; where that fails and it is not noise, once more for each of a few places where the symbol clock may have slipped.</summary>
    private bool Decode(ReadOnlySpan<float> packet, bool inverted, long end)
    {
        if (!_packet.IsWorthDecoding(packet) || !_work.Take(_layout.Symbols, end))
            return false;
        if (_packet.Decode(packet, inverted))
            return true;
        var slips = _packet.FindSlips(packet, inverted);
        for (var i = 0; i < slips && _work.Take(_layout.Symbols, end, WorkAtOnce / 2 * _layout.Symbols); i++)
        {
            if (_packet.DecodeSlipped(packet, inverted, i))
                return true;
        }
        return false;
    }
}
