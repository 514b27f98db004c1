using System.Runtime.InteropServices;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Keeps the calling thread on a core: sched_setaffinity(2). Threads started by it afterwards stay there too.</summary>
internal static partial class CorePin
{
    /// <summary>The core of the anchors: 1, where there is one.</summary>
    public static int Default => Environment.ProcessorCount > 1 ? 1 : 0;

    public static void Pin(int core) => Set([1UL << core]);

    public static void Release() => Set([ulong.MaxValue]);

    private static void Set(ReadOnlySpan<ulong> mask)
    {
        if (SetAffinity(0, sizeof(ulong), in MemoryMarshal.GetReference(mask)) != 0)
            throw new InvalidOperationException("sched_setaffinity failed.");
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, in ulong mask);
}
