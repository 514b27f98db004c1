namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>The anchors' random numbers (xorshift64*, one seed for every group of rows): so both sides get the same input.</summary>
internal sealed class AnchorRandom
{
    private ulong _state = 0x5D5A20265D5A2026;

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 2685821657736338717;
    }

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double NextUniform() => (Next() >> 11) / 9007199254740992.0;

    /// <summary>Normal, of variance 1.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(NextUniform() + 1e-300)) * Math.Cos(Math.Tau * NextUniform());
}
