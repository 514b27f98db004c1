using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Puts zeros where a punctured code sends nothing: eight symbols at once by a permutation, the pattern being the same again after at most seven such.</summary>
internal sealed class CcsdsDepuncturer
{
    private readonly bool[] _sent;
    private readonly Vector256<int>[] _from, _masks;
    private readonly int[] _firsts;
    private readonly int _taken;

    public CcsdsDepuncturer(ConvolutionalCode code)
    {
        _sent = code.Puncturing.ToArray();
        var vectors = 1;
        while (vectors * Vector256<float>.Count % _sent.Length != 0)
            vectors++;
        (_from, _masks, _firsts) = (new Vector256<int>[vectors], new Vector256<int>[vectors], new int[vectors]);
        for (var vector = 0; vector < vectors; vector++)
        {
            _firsts[vector] = _taken;
            for (var lane = 0; lane < Vector256<float>.Count; lane++)
            {
                var isSent = _sent[((vector * Vector256<float>.Count) + lane) % _sent.Length];
                _from[vector] = _from[vector].WithElement(lane, isSent ? _taken - _firsts[vector] : 0);
                _masks[vector] = _masks[vector].WithElement(lane, isSent ? -1 : 0);
                _taken += isSent ? 1 : 0;
            }
        }
    }

    /// <param name="symbols">As sent.</param>
    /// <param name="place">Of the first in the pattern, where one is sent or not.</param>
    /// <param name="whole">Receives all symbols.</param>
    /// <returns>How many: up to the last one sent, or all there is room for.</returns>
    public int Process(ReadOnlySpan<float> symbols, int place, Span<float> whole)
    {
        var (taken, at) = (0, 0);
        while (at < whole.Length && taken < symbols.Length)
        {
            if (place == 0)
                Blocks(symbols, whole, ref taken, ref at);
            if (at == whole.Length || taken == symbols.Length)
                break;
            whole[at++] = _sent[place] ? symbols[taken++] : 0;
            place = place + 1 == _sent.Length ? 0 : place + 1;
        }
        return at;
    }

    /// <summary>Whole rounds of the vectors, while there are symbols to be read beyond them.</summary>
    private void Blocks(ReadOnlySpan<float> symbols, Span<float> whole, ref int taken, ref int at)
    {
        var made = _from.Length * Vector256<float>.Count;
        ref var from = ref MemoryMarshal.GetReference(symbols);
        ref var to = ref MemoryMarshal.GetReference(whole);
        for (; taken + _taken + Vector256<float>.Count <= symbols.Length && at + made <= whole.Length; taken += _taken)
        {
            for (var vector = 0; vector < _from.Length; vector++, at += Vector256<float>.Count)
            {
                var read = Vector256.LoadUnsafe(ref from, (nuint)(taken + _firsts[vector]));
                (Vector256.Shuffle(read, _from[vector]).AsInt32() & _masks[vector]).AsSingle().StoreUnsafe(ref to, (nuint)at);
            }
        }
    }
}
