namespace GroundTerminal.Coding.Checks;

/// <summary>A vector of 128-bit polynomials for <see cref="CrcFolding"/>.</summary>
internal interface ICrcLanes<T>
    where T : struct, ICrcLanes<T>
{
    /// <summary>Bytes of the vector.</summary>
    static abstract int Size { get; }

    /// <summary>Two constants, for the low and the high half of each polynomial.</summary>
    static abstract T Repeat(ulong low, ulong high);

    /// <summary>The octets there, in the order of the check.</summary>
    /// <param name="turn">The polynomials' octets stand in reverse.</param>
    static abstract T Load(ref byte from, nuint offset, bool turn);

    /// <summary>The reverse of <see cref="Load"/>.</summary>
    void Store(ref byte to, nuint offset, bool turn);

    /// <summary>Carry-less products of both halves with their constants, added to <paramref name="next"/>.</summary>
    static abstract T Fold(T v, T constants, T next);
}
