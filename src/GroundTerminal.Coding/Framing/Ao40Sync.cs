using System.Numerics;

namespace GroundTerminal.Coding.Framing;

/// <summary>Looks for AO-40's distributed sync vector at every symbol, in both polarities.</summary>
/// <remarks>
/// Hard decisions are kept in one shift register for each place modulo the step, so that a symbol costs one shift and one comparison of 64 bits; ρ of <see cref="SyncWord"/> is computed only
/// where few of them are wrong. The longer sync vector's first symbol takes part in ρ alone.
/// </remarks>
internal sealed class Ao40Sync
{
    private readonly Ao40Layout _layout;
    private readonly SyncWord _word;
    private readonly ulong[] _registers;
    private readonly ulong _mask;
    private readonly float[] _symbols;
    private int _phase;

    /// <param name="layout">Which packet.</param>
    /// <param name="falseAlarmRate">Matches a symbol of noise.</param>
    public Ao40Sync(Ao40Layout layout, double falseAlarmRate)
    {
        _layout = layout;
        var length = Math.Min(64, layout.Sync.Length);
        ulong pattern = 0;
        foreach (var symbol in layout.Sync.AsSpan()[^length..])
            pattern = (pattern << 1) | symbol;
        _word = new SyncWord(pattern, length, falseAlarmRate);
        _mask = length == 64 ? ulong.MaxValue : (1UL << length) - 1;
        _registers = new ulong[layout.Step];
        _symbols = new float[length];
    }

    /// <summary>Takes symbols.</summary>
    /// <param name="symbols">At most 64.</param>
    /// <returns>Bit i is set where symbol i may be the last of a sync vector.</returns>
    public ulong Find(ReadOnlySpan<float> symbols)
    {
        ulong found = 0;
        var (pattern, mask, most, between) = (_word.Pattern, _mask, _word.MaxErrors + 1, (uint)(_word.Length - (2 * _word.MaxErrors) - 1));
        for (var i = 0; i < symbols.Length;)
        {
            var registers = _registers.AsSpan(_phase, Math.Min(_registers.Length - _phase, symbols.Length - i));
            foreach (ref var register in registers)
            {
                register = (register << 1) | (symbols[i] > 0 ? 1UL : 0);
                if ((uint)(BitOperations.PopCount((register ^ pattern) & mask) - most) >= between)
                    found |= 1UL << i;
                i++;
            }
            _phase = _phase + registers.Length == _registers.Length ? 0 : _phase + registers.Length;
        }
        return found;
    }

    /// <summary>ρ where it is great enough, else 0.</summary>
    /// <param name="packet">From the first sync symbol to the last at least.</param>
    public float Correlate(ReadOnlySpan<float> packet)
    {
        var first = _layout.Sync.Length - _symbols.Length;
        for (var i = 0; i < _symbols.Length; i++)
            _symbols[i] = packet[(first + i) * _layout.Step];
        var rho = _word.Correlate(_symbols);
        return Math.Abs(rho) >= _word.Threshold ? rho : 0;
    }

    public void Reset()
    {
        Array.Clear(_registers);
        _phase = 0;
    }
}
