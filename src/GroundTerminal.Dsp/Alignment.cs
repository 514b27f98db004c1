using System.Runtime.CompilerServices;

namespace GroundTerminal.Dsp;

/// <summary>Where vectors of a span begin that lie in one cache line: a store across two lines costs twice. Arrays of the runtime begin anywhere.</summary>
internal static class Alignment
{
    /// <summary>Floats before the first place that is a whole number of vectors from address 0.</summary>
    /// <param name="first">The span's first element.</param>
    /// <param name="lanes">Floats a vector: a power of two.</param>
    /// <returns>0 to lanes − 1; only a matter of speed, since the collector may move what it belongs to.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Lead(ref float first, int lanes) => (int)(-(Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref first) >> 2) & (lanes - 1));
}
