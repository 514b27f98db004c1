namespace GroundTerminal.Modems;

/// <summary>Half-symbols of Manchester (biphase-level) coding in, symbols out. Which two belong together is told by their difference: within a symbol the halves always differ.</summary>
/// <remarks>A symbol is the first half less the second, over two: 1 is high then low. The sign is arbitrary where that of the halves is. Halves come 32 at a time.</remarks>
internal sealed class ManchesterPairing
{
    private const float Memory = 0.9f;
    private float _carried, _evidence;
    private bool _odd;

    /// <summary>Pairs 32 half-symbols in place.</summary>
    /// <param name="halves">On return, the first of them are symbols.</param>
    /// <param name="lead">Where the first symbol's middle lies, in half-symbols from the first half given.</param>
    /// <returns>How many symbols: 15 or 16.</returns>
    public int Process(Span<float> halves, out double lead)
    {
        float even = 0, odd = Math.Abs(_carried - halves[0]);
        for (var i = 0; i + 1 < halves.Length; i++)
        {
            if ((i & 1) == 0)
                even += Math.Abs(halves[i] - halves[i + 1]);
            else
                odd += Math.Abs(halves[i] - halves[i + 1]);
        }
        _evidence = (Memory * _evidence) + odd - even;
        var wasOdd = _odd;
        _odd = _evidence > 0;
        var last = halves[^1];
        var (count, start) = (0, _odd ? 1 : 0);
        lead = start + 0.5;
        if (_odd && wasOdd)
        {
            halves[0] = (_carried - halves[0]) / 2;
            (count, lead) = (1, -0.5);
        }
        for (var i = start; i + 1 < halves.Length; i += 2)
            halves[count++] = (halves[i] - halves[i + 1]) / 2;
        _carried = last;
        return count;
    }

    public void Reset() => (_carried, _evidence, _odd) = (0, 0, false);
}
