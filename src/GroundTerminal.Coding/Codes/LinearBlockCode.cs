using System.Numerics;

namespace GroundTerminal.Coding.Codes;

/// <summary>A systematic binary code of up to 63 bits and 12 parity bits: message in the high bits, parity in the low ones. What <see cref="Bch"/> and <see cref="Hamming"/> share.</summary>
/// <remarks>Hard decisions by a table of syndromes; soft ones by Viterbi's algorithm on the trellis of syndromes: J. K. Wolf, IEEE Trans. Inf. Theory 24 (1978), 76–80.</remarks>
internal sealed class LinearBlockCode
{
    private const ulong NotCorrectable = ulong.MaxValue;

    private readonly uint[] _columns; // syndrome of each bit, bit 0 first
    private readonly ulong[] _patterns;
    private readonly int _parityBits;
    private readonly ulong _mask, _offset;
    private float[] _metrics, _nextMetrics;
    private readonly byte[] _decisions;

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
        (_metrics, _nextMetrics) = (new float[1 << parityBits], new float[1 << parityBits]);
        _decisions = new byte[Length << parityBits];
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
        Array.Fill(_metrics, float.NegativeInfinity);
        _metrics[0] = 0;
        ulong signs = 0;
        for (var i = 0; i < Length; i++)
        {
            var bit = Length - 1 - i;
            var value = float.IsNaN(soft[i]) ? 0 : Math.Clamp(soft[i], -1e30f, 1e30f);
            signs |= value > 0 ? 1UL << bit : 0;
            Step(bit, ((_offset >> bit) & 1) != 0 ? -value : value);
        }
        word = TraceBack() ^ _offset;
        return BitOperations.PopCount(signs ^ word);
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
        var decisions = _decisions.AsSpan(bit << _parityBits, _metrics.Length);
        for (var state = 0; state < _metrics.Length; state++)
        {
            var (zero, one) = (_metrics[state], _metrics[state ^ column] + value);
            decisions[state] = one > zero ? (byte)1 : (byte)0;
            _nextMetrics[state] = Math.Max(zero, one);
        }
        (_metrics, _nextMetrics) = (_nextMetrics, _metrics);
    }

    private ulong TraceBack()
    {
        ulong word = 0;
        uint state = 0;
        for (var bit = 0; bit < Length; bit++)
        {
            if (_decisions[(bit << _parityBits) + (int)state] == 0)
                continue;
            word |= 1UL << bit;
            state ^= _columns[bit];
        }
        return word;
    }
}
