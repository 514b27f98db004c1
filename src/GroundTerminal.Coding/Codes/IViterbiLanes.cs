namespace GroundTerminal.Coding.Codes;

/// <summary>Sixty-four bytes, one for each place of <see cref="ViterbiSixtyFour"/>, in vectors of some width.</summary>
internal interface IViterbiLanes<T>
    where T : struct, IViterbiLanes<T>
{
    static abstract T Load(ref byte from);

    void Store(ref byte to);

    /// <summary>Of each place the byte of <paramref name="four"/> that <paramref name="pattern"/> names (0 to 3, the lowest first), and the one of the opposite name (3 to 0).</summary>
    static abstract void Pick(uint four, ref byte pattern, out T named, out T opposite);

    static abstract T AddSaturate(T a, T b);

    static abstract T Subtract(T a, T b);

    static abstract T Min(T a, T b);

    /// <summary><paramref name="same"/> where a and b are equal, else <paramref name="other"/>.</summary>
    static abstract T WhereEqual(T a, T b, T same, T other);

    /// <summary>Each place gets the byte of the place whose number differs in one bit, 0 to 5; a constant.</summary>
    static abstract T Swap(T v, int bit);

    /// <summary>The least byte, everywhere.</summary>
    static abstract T Least(T v);
}
