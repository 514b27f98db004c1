using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Checks over a mebibyte.</summary>
internal static class CrcKernels
{
    public static IKernelRun Crc16() => Create(Crc.Crc16CcittFalse, 0x29B1);

    public static IKernelRun Crc32() => Create(Crc.Crc32, 0xCBF43926);

    public static IKernelRun Crc32C() => Create(Crc.Crc32C, 0xE3069283);

    private static KernelLoop Create(Crc crc, uint check)
    {
        var random = new AnchorRandom();
        var data = new byte[1 << 20];
        foreach (ref var octet in data.AsSpan())
            octet = (byte)(random.Next() >> 56);
        if (crc.Check != check || crc.Compute(data) != new Crc(crc.Name, crc.Width, crc.Polynomial, crc.Initial, crc.ReflectIn, crc.ReflectOut, crc.XorOut, scalar: true).Compute(data))
            throw new InvalidOperationException($"{crc} is wrong.");
        return new KernelLoop(data.Length * 1e-9, () => crc.Compute(data));
    }
}
