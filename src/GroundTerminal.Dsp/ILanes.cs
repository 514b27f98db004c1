using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>A vector of floats of whatever width, so that a kernel is written once: <see cref="Lanes8"/> where the processor has 256 bits, else <see cref="Lanes4"/>.</summary>
/// <remarks>Callers choose by <see cref="Vector256.IsHardwareAccelerated"/>; all of it is compiled away.</remarks>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Floats in it.</summary>
    static abstract int Count { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(ref readonly float from, nuint at);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    /// <summary>a·b + c, in one rounding where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Min(TSelf a, TSelf b);

    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>yes where a &lt; b, else no.</summary>
    static abstract TSelf WhereLess(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>a0 a2 … b0 b2 …: the real parts of interleaved samples.</summary>
    static abstract TSelf Even(TSelf a, TSelf b);

    /// <summary>a1 a3 … b1 b3 …: the imaginary parts.</summary>
    static abstract TSelf Odd(TSelf a, TSelf b);

    /// <summary>a0 + a1, a2 + a3 … b0 + b1 …</summary>
    static abstract TSelf PairSums(TSelf a, TSelf b);

    /// <summary>a0 b0 a1 b1 …: the first samples from their parts.</summary>
    static abstract TSelf ZipLow(TSelf a, TSelf b);

    /// <summary>The last samples so.</summary>
    static abstract TSelf ZipHigh(TSelf a, TSelf b);

    /// <summary>a0 a0 a2 a2 …</summary>
    static abstract TSelf EvenTwice(TSelf a);

    /// <summary>a1 a1 a3 a3 …</summary>
    static abstract TSelf OddTwice(TSelf a);

    /// <summary>−a1 a0 −a3 a2 …: complex numbers turned by a quarter.</summary>
    static abstract TSelf Quarter(TSelf a);

    /// <summary>Eight rows, the columns one after the other.</summary>
    static abstract void StoreTransposed(TSelf a, TSelf b, TSelf c, TSelf d, TSelf e, TSelf f, TSelf g, TSelf h, ref float to);

    void Store(ref float to, nuint at);

    /// <summary>The sum of all lanes.</summary>
    float Sum();

    /// <summary>The sum of interleaved complex numbers.</summary>
    Complex32 ComplexSum();
}
