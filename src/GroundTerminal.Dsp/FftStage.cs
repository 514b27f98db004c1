using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>One pass of a transform: its radix R, m and s as in <see cref="FftPasses"/>, and its twiddle factors.</summary>
internal sealed class FftStage
{
    /// <summary>Shortest transform in vectors: two passes of radix 8.</summary>
    public const int LeastVectorSize = 64;

    private readonly int _radix;
    private readonly nuint _m, _stride;
    private readonly float[] _twiddles;

    private FftStage(int radix, int length, int stride)
    {
        (_radix, _m, _stride) = (radix, (nuint)(length / radix), (nuint)stride);
        _twiddles = stride == 1 ? SideBySide(radix, length) : OneByOne(radix, length);
    }

    /// <summary>The passes of a transform of <see cref="LeastVectorSize"/> or more: radix 8 first and last, 4 and 2 between where the length asks for them.</summary>
    public static FftStage[] Plan(int size)
    {
        if (size < LeastVectorSize)
            return [];
        var stages = new List<FftStage> { new(8, size, 1) };
        int length = size / 8, stride = 8;
        void Add(int radix)
        {
            stages.Add(new FftStage(radix, length, stride));
            (length, stride) = (length / radix, stride * radix);
        }
        var bits = int.Log2(length);
        for (; bits % 3 != 0 && bits >= 2; bits -= 2)
            Add(4);
        for (; bits >= 3; bits -= 3)
            Add(8);
        if (bits == 1)
            Add(2);
        return [.. stages];
    }

    /// <summary>Runs as the first pass.</summary>
    public void First<TIn, TLanes>(ref float xr, ref float xi, ref float yr, ref float yi)
        where TIn : IFftLayout
        where TLanes : struct, ILanes<TLanes> => FftPasses.First8<TIn, TLanes>(ref xr, ref xi, ref yr, ref yi, _m, ref MemoryMarshal.GetArrayDataReference(_twiddles));

    /// <summary>Runs as a pass between.</summary>
    public void Next<TLanes>(ref float xr, ref float xi, ref float yr, ref float yi)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(_twiddles);
        if (_radix == 8)
            FftPasses.Wide8<TLanes>(ref xr, ref xi, ref yr, ref yi, _m, _stride, ref w);
        else
            FftPasses.Wide4<TLanes>(ref xr, ref xi, ref yr, ref yi, _m, _stride, ref w);
    }

    /// <summary>Runs as the last pass.</summary>
    public void Last<TOut, TLanes>(ref float xr, ref float xi, ref float yr, ref float yi)
        where TOut : IFftLayout
        where TLanes : struct, ILanes<TLanes>
    {
        if (_radix == 8)
            FftPasses.Last8<TOut, TLanes>(ref xr, ref xi, ref yr, ref yi, _stride);
        else if (_radix == 4)
            FftPasses.Last4<TOut, TLanes>(ref xr, ref xi, ref yr, ref yi, _stride);
        else
            FftPasses.Last2<TOut, TLanes>(ref xr, ref xi, ref yr, ref yi, _stride);
    }

    private static float[] OneByOne(int radix, int length)
    {
        var table = new float[length / radix * 2 * (radix - 1)];
        for (int p = 0, at = 0; p < length / radix; p++)
        {
            for (var k = 1; k < radix; k++, at += 2)
                (table[at], table[at + 1]) = Twiddle(p * k, length);
        }
        return table;
    }

    private static float[] SideBySide(int radix, int length)
    {
        var (table, lanes) = (new float[length / radix * 2 * (radix - 1)], Vector256.IsHardwareAccelerated ? Lanes8.Count : Lanes4.Count);
        for (int p = 0, at = 0; p < length / radix; p += lanes)
        {
            for (var k = 1; k < radix; k++, at += 2 * lanes)
            {
                for (var lane = 0; lane < lanes; lane++)
                    (table[at + lane], table[at + lanes + lane]) = Twiddle((p + lane) * k, length);
            }
        }
        return table;
    }

    private static (float Re, float Im) Twiddle(int turn, int length)
    {
        var (sin, cos) = Math.SinCos(-Math.Tau * turn / length);
        return ((float)cos, (float)sin);
    }
}
