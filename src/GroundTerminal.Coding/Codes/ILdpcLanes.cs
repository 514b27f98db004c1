namespace GroundTerminal.Coding.Codes;

/// <summary>As many bytes side by side as a vector of the machine holds: what the LDPC decoder is written in.</summary>
/// <typeparam name="T">The implementing type.</typeparam>
internal interface ILdpcLanes<T>
    where T : struct, ILdpcLanes<T>
{
    static abstract int Count { get; }

    static abstract T All(sbyte value);

    static abstract T Load(ref sbyte first, int at);

    void Store(ref sbyte first, int at);

    static abstract T operator ^(T a, T b);

    /// <summary>Signed, saturated.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>Signed, saturated.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>Magnitudes as unsigned bytes, 0 to 128.</summary>
    static abstract T Abs(T a);

    /// <summary>The smaller of unsigned bytes.</summary>
    static abstract T Least(T a, T b);

    /// <summary>The greater of unsigned bytes.</summary>
    static abstract T Most(T a, T b);

    /// <summary>least − correction(most − least) + correction(most + least) of unsigned bytes, the correction being max(0, top − x/4).</summary>
    static abstract T Combine(T least, T most, T top);

    /// <summary>Where a and b are equal this, elsewhere that.</summary>
    static abstract T Choose(T a, T b, T equal, T other);

    /// <summary>The magnitude with the sign given.</summary>
    static abstract T Signed(T magnitude, T sign);

    static abstract bool AnyNegative(T a);
}
