namespace GroundTerminal.Coding.Codes;

/// <summary>As many 16-bit numbers side by side as a vector of the machine holds: what the turbo decoder is written in.</summary>
/// <typeparam name="T">The implementing type.</typeparam>
internal interface ITurboLanes<T>
    where T : struct, ITurboLanes<T>
{
    static abstract int Count { get; }

    static abstract T All(short value);

    static abstract T Load(ref short first, int at);

    void Store(ref short first, int at);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator ^(T a, T b);

    static abstract T operator |(T a, T b);

    /// <summary>ln(eᵃ + eᵇ) in units of 1/8: the greater with a correction of two straight lines, max(0, 20 − |a − b|)/4.</summary>
    static abstract T Join(T a, T b);

    /// <summary>a − b, saturated.</summary>
    static abstract T Difference(T a, T b);

    static abstract T Clip(T a, short limit);

    static abstract T Half(T a);

    static abstract bool AnyNegative(T a);
}
