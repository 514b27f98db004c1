using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>A systematic binary code of up to 63 bits and 12 parity bits: message in the high bits, parity in the low ones. What <see cref="Bch"/> and <see cref="Hamming"/> share.</summary>
/// <remarks>Hard decisions by a table of syndromes; soft ones by correlation with every word where there are few, else by Viterbi's algorithm on the trellis of syndromes: J. K. Wolf, IEEE Trans. Inf. Theory 24 (1978), 76–80.</remarks>
internal sealed class LinearBlockCode
{
    private const ulong NotCorrectable = ulong.MaxValue;

    /// <summary>Message bits of codes whose words are few.</summary>
    private const int FewBits = 7;
    private const int Lanes = 8;

    private readonly uint[] _columns; // syndrome of each bit, bit 0 first
    private readonly ulong[] _patterns;
    private readonly int _parityBits;
    private readonly ulong _mask, _offset;
    private readonly float[] _signs; // of all words, where they are few: for each bit, the highest first, those of all messages
    private readonly int _states;
    private float[] _metrics, _nextMetrics;
    private readonly byte[] _decisions; // for each bit one of each state, eight a byte

    /// <param name="columns">Syndrome of each message bit, the lowest first.</param>
    /// <param name="correctable">Wrong bits that the table corrects.</param>
    /// <exception cref="ArgumentException">Two patterns of so many wrong bits have the same syndrome.</exception>
    /// <param name="parityOffset">Exclusive-ored to the parity that is sent.</param>
    public LinearBlockCode(ReadOnlySpan<uint> columns, int parityBits, int correctable, uint parityOffset)
    {
        (_parityBits, Length, _offset) = (parityBits, columns.Length + parityBits, parityOffset);
        _mask = (1UL << Length) - 1;
        _columns = new uint[Length];
        for (var i = 0; i < parityBits; i++)
            _columns[i] = 1u << i;
        columns.CopyTo(_columns.AsSpan(parityBits));
        _patterns = new ulong[1 << parityBits];
        Array.Fill(_patterns, NotCorrectable);
        _patterns[0] = 0;
        for (var weight = 1; weight <= correctable; weight++)
            AddPatterns(0, 0, 0, weight);
        _states = Math.Max(Lanes, 1 << parityBits);
        (_metrics, _nextMetrics) = (new float[_states], new float[_states]);
        _decisions = new byte[Length * _states / Lanes];
        _signs = columns.Length is >= 3 and <= FewBits ? MakeSigns(1 << columns.Length) : [];
    }

    /// <summary>Bits of a word.</summary>
    public int Length { get; }

    public ulong Encode(ulong message)
    {
        var word = (message << _parityBits) & _mask;
        return (word | Syndrome(word)) ^ _offset;
    }

    public int Decode(ref ulong word)
    {
        var pattern = _patterns[Syndrome((word ^ _offset) & _mask)];
        if (pattern == NotCorrectable)
            return -1;
        word = (word ^ pattern) & _mask;
        return BitOperations.PopCount(pattern);
    }

    public int DecodeSoft(ReadOnlySpan<float> soft, out ulong word)
    {
        if (soft.Length != Length)
            throw new ArgumentException($"{soft.Length} soft bits; a word has {Length}.", nameof(soft));
        Span<float> values = stackalloc float[64];
        ulong signs = 0;
        for (var i = 0; i < Length; i++)
        {
            values[i] = float.IsNaN(soft[i]) ? 0 : Math.Clamp(soft[i], -1e30f, 1e30f);
            signs |= values[i] > 0 ? 1UL << (Length - 1 - i) : 0;
        }
        word = _signs.Length > 0 ? BestWord(values) : BestPath(values);
        return BitOperations.PopCount(signs ^ word);
    }

    private float[] MakeSigns(int words)
    {
        var signs = new float[Length * words];
        for (var message = 0; message < words; message++)
        {
            var word = Encode((ulong)message);
            for (var i = 0; i < Length; i++)
                signs[(i * words) + message] = ((word >> (Length - 1 - i)) & 1) != 0 ? 1 : -1;
        }
        return signs;
    }

    private ulong BestWord(ReadOnlySpan<float> values)
    {
        var words = _signs.Length / Length;
        ref var sign = ref MemoryMarshal.GetArrayDataReference(_signs);
        var (best, bestSum) = (0, float.NegativeInfinity);
        for (var message = 0; message < words; message += Lanes)
        {
            var sums = Vector256<float>.Zero;
            for (var i = 0; i < Length; i++)
                sums += Vector256.Create(values[i]) * Vector256.LoadUnsafe(ref sign, (nuint)((i * words) + message));
            if (!Vector256.GreaterThanAny(sums, Vector256.Create(bestSum)))
                continue;
            for (var lane = 0; lane < Lanes; lane++)
            {
                if (sums[lane] > bestSum)
                    (best, bestSum) = (message + lane, sums[lane]);
            }
        }
        return Encode((ulong)best);
    }

    private ulong BestPath(ReadOnlySpan<float> values)
    {
        Array.Fill(_metrics, float.NegativeInfinity);
        _metrics[0] = 0;
        for (var i = 0; i < Length; i++)
        {
            var bit = Length - 1 - i;
            Step(bit, ((_offset >> bit) & 1) != 0 ? -values[i] : values[i]);
        }
        return TraceBack() ^ _offset;
    }

    private uint Syndrome(ulong word)
    {
        uint syndrome = 0;
        for (; word != 0; word &= word - 1)
            syndrome ^= _columns[BitOperations.TrailingZeroCount(word)];
        return syndrome;
    }

    private void AddPatterns(int from, ulong pattern, uint syndrome, int bits)
    {
        if (bits == 0)
        {
            if (_patterns[syndrome] != NotCorrectable)
                throw new ArgumentException($"Wrong bits {pattern:X} and {_patterns[syndrome]:X} look the same: the code's distance is too small.");
            _patterns[syndrome] = pattern;
            return;
        }
        for (var i = from; i < Length; i++)
            AddPatterns(i + 1, pattern | (1UL << i), syndrome ^ _columns[i], bits - 1);
    }

    /// <summary>A branch for a 1 earns the soft bit, one for a 0 nothing: the sum is greatest where the correlation is.</summary>
    private void Step(int bit, float value)
    {
        var column = _columns[bit];
        var (block, order) = ((nuint)(column & ~7u), Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) ^ Vector256.Create((int)(column & 7)));
        ref var metric = ref MemoryMarshal.GetArrayDataReference(_metrics);
        ref var next = ref MemoryMarshal.GetArrayDataReference(_nextMetrics);
        var decisions = _decisions.AsSpan(bit * _states / Lanes, _states / Lanes);
        for (var i = 0; i < decisions.Length; i++)
        {
            var state = (nuint)(i * Lanes);
            var zero = Vector256.LoadUnsafe(ref metric, state);
            var one = Vector256.Shuffle(Vector256.LoadUnsafe(ref metric, state ^ block), order) + Vector256.Create(value);
            var isOne = Vector256.GreaterThan(one, zero);
            decisions[i] = (byte)isOne.ExtractMostSignificantBits();
            Vector256.ConditionalSelect(isOne, one, zero).StoreUnsafe(ref next, state);
        }
        (_metrics, _nextMetrics) = (_nextMetrics, _metrics);
    }

    private ulong TraceBack()
    {
        ulong word = 0;
        uint state = 0;
        for (var bit = 0; bit < Length; bit++)
        {
            if (((_decisions[(bit * _states / Lanes) + (int)(state / Lanes)] >> (int)(state % Lanes)) & 1) == 0)
                continue;
            word |= 1UL << bit;
            state ^= _columns[bit];
        }
        return word;
    }
}
