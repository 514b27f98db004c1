namespace GroundTerminal.Coding.Framing;

/// <summary>Finds the groups of Meteor-M's channel interleaver by their sync bytes, takes the interleaving off and lets another deframer go on.</summary>
/// <remarks>
/// In search, 27h is correlated at all 80 places of 32 groups; it is found where the mean ρ is above 0.45 (other data: 0 ± 0.06). Then groups are taken in the polarity of the last ones' sync bytes until the
/// mean |ρ| of about 32 groups falls below 0.45 (other data: 0.28, a signal at Es/N0 = −1 dB 0.9). Groups in which nothing was found count as erasures, so that the interleaver's time goes on.
/// A frame's symbols have been spread over 16 s; its place in the stream is given as that where it came out of the interleaver. Memory: 5 MB.
/// </remarks>
internal sealed class MeteorDeinterleavingDeframer(IDeframer inner) : IDeframer
{
    private const int Group = MeteorInterleaver.GroupLength, Groups = 32, Window = (Groups + 1) * Group;
    private const float LeastFound = 0.45f, LeastKept = 0.45f;
    private readonly MeteorInterleaver<float> _interleaver = new(inverse: true);
    private readonly PlacedSink _sink = new();
    private readonly float[] _window = new float[Window];
    private readonly float[] _group = new float[MeteorInterleaver.DataLength];
    private int _count;
    private long _start;
    private bool _isLocked;
    private float _kept, _polarity;

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        _sink.Target = sink;
        while (!symbols.IsEmpty)
        {
            var taken = symbols[..Math.Min(symbols.Length, (_isLocked && _count < Group ? Group : Window) - _count)];
            SyncSearch.CopyFinite(taken, _window.AsSpan(_count));
            _count += taken.Length;
            symbols = symbols[taken.Length..];
            while (_isLocked && _count >= Group)
                Take();
            if (!_isLocked && _count == Window)
                Find();
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        inner.Reset();
        _interleaver.Reset();
        _sink.Reset();
        (_count, _start, _isLocked) = (0, 0, false);
    }

    private void Find()
    {
        var (best, place) = (0f, 0);
        for (var i = 0; i < Group; i++)
        {
            var sum = 0f;
            for (var group = 0; group < Groups; group++)
                sum += Correlate(_window.AsSpan(i + (group * Group)));
            if (Math.Abs(sum) > Math.Abs(best))
                (best, place) = (sum, i);
        }
        best /= Groups;
        _isLocked = Math.Abs(best) >= LeastFound;
        if (_isLocked)
        {
            (_kept, _polarity) = (Math.Abs(best), best);
            Drop(place);
            if (2 * place > Group)
                Deliver(erased: true);
            return;
        }
        for (var group = 0; group < Groups; group++)
        {
            Deliver(erased: true);
            Drop(Group);
        }
    }

    private void Take()
    {
        var rho = Correlate(_window);
        _kept += (Math.Abs(rho) - _kept) / 32;
        _polarity += (rho - _polarity) / 4;
        if (_kept < LeastKept)
        {
            _isLocked = false;
            return;
        }
        Deliver(erased: false);
        Drop(Group);
    }

    private void Deliver(bool erased)
    {
        for (var i = 0; i < _group.Length; i++)
            _group[i] = erased ? 0 : _polarity < 0 ? -_window[MeteorInterleaver.SyncLength + i] : _window[MeteorInterleaver.SyncLength + i];
        _interleaver.Process(_group);
        _sink.NextGroup(_start);
        inner.Process(_group, _sink);
    }

    private void Drop(int symbols)
    {
        _window.AsSpan(symbols, _count - symbols).CopyTo(_window);
        (_count, _start) = (_count - symbols, _start + symbols);
    }

    private static float Correlate(ReadOnlySpan<float> symbols)
    {
        var (sum, all) = (0f, 0f);
        var sync = MeteorInterleaver.Sync;
        for (var i = 0; i < sync.Length; i++)
        {
            sum += sync[i] != 0 ? symbols[i] : -symbols[i];
            all += Math.Abs(symbols[i]);
        }
        return all > 0 ? sum / all : 0;
    }

    /// <summary>Turns the inner deframer's counts of symbols into those of the stream.</summary>
    private sealed class PlacedSink : IDecodeSink
    {
        private long _groups, _start;

        public IDecodeSink? Target { get; set; }

        public void NextGroup(long start) => (_groups, _start) = (_groups + 1, start);

        public void Reset() => (_groups, _start) = (0, 0);

        public void OnResult(in DecodeResult result) => Target!.OnResult(new DecodeResult
        {
            Status = result.Status,
            Payload = result.Payload,
            FirstSymbol = Math.Max(0, Place(result.FirstSymbol)),
            EndSymbol = Math.Max(1, Place(result.EndSymbol - 1) + 1),
            CorrectedBits = result.CorrectedBits,
            HeaderPlausible = result.HeaderPlausible,
            Unchecked = result.Unchecked,
            Inverted = result.Inverted,
        });

        private long Place(long symbol)
        {
            var (group, within) = Math.DivRem(symbol, MeteorInterleaver.DataLength);
            return _start - ((_groups - 1 - group) * Group) + MeteorInterleaver.SyncLength + within;
        }
    }
}
