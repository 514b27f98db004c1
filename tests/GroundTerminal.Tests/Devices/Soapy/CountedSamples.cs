using System.Runtime.InteropServices;
using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>A file of 16-bit samples each of which says its own index, so that what a stream tells of its losses can be held against what came.</summary>
internal static class CountedSamples
{
    public const int Length = 1 << 20;

    public static void Write(string path) =>
        File.WriteAllBytes(path, MemoryMarshal.AsBytes(Enumerable.Range(0, Length).SelectMany(i => new[] { (short)(i & 0x7fff), (short)(i >> 15) }).ToArray()).ToArray());

    public static int IndexOf(Complex32 sample) => (int)(sample.Re * 32768) | ((int)(sample.Im * 32768) << 15);
}
