using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Puts erasures where a code's symbols were not sent: as many periods of the pattern at a time as a vector holds.</summary>
internal sealed class ViterbiPuncturing
{
    private readonly ConvolutionalCode _code;
    private readonly byte[] _places = new byte[16]; // of each symbol of the unpunctured code its place among the sent, or 0x80
    private readonly int _taken, _given;

    /// <param name="code">A punctured code.</param>
    public ViterbiPuncturing(ConvolutionalCode code)
    {
        _code = code;
        var periods = _places.Length / code.Puncturing.Length;
        (_taken, _given) = (periods * code.SymbolsPerPeriod, periods * code.Puncturing.Length);
        Array.Fill(_places, (byte)0x80);
        for (int i = 0, sent = 0; i < _given; i++)
            _places[i] = code.Puncturing[i % code.Puncturing.Length] ? (byte)sent++ : (byte)0x80;
    }

    /// <param name="sent">Symbols as received, from the start of the pattern.</param>
    /// <param name="all">Filled with those of whole steps.</param>
    public void Expand(ReadOnlySpan<sbyte> sent, Span<sbyte> all)
    {
        var (from, to) = (0, 0);
        if (_given > 0)
        {
            var places = Vector128.Create<byte>(_places).AsSByte();
            for (; from + 16 <= sent.Length && to + 16 <= all.Length; from += _taken, to += _given)
                Vector128.Shuffle(Vector128.LoadUnsafe(in sent[from]), places).CopyTo(all[to..]);
        }
        var pattern = _code.Puncturing;
        for (var place = 0; to < all.Length; to++)
        {
            all[to] = pattern[place] ? sent[from++] : (sbyte)0;
            if (++place == pattern.Length)
                place = 0;
        }
    }
}
