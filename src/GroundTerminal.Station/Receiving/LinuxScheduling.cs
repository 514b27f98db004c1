using System.Runtime.InteropServices;

namespace GroundTerminal.Station.Receiving;

/// <summary>What a real-time thread asks Linux for. Nothing here is needed: a refusal is told and the work goes on.</summary>
public static partial class LinuxScheduling
{
    private const int SchedFifo = 1;
    private const int LockCurrent = 1, LockFuture = 2, LockOnFault = 4;

    /// <summary>Asks that no page of the process be swapped out once it was used.</summary>
    /// <returns>Null, or what was refused and what would help.</returns>
    public static string? LockMemory() => !OperatingSystem.IsLinux()
        ? "locked memory: only on Linux"
        : MlockAll(LockCurrent | LockFuture | LockOnFault) == 0 ? null
        : Refusal("locked memory", "a higher limit of locked memory (LimitMEMLOCK=infinity, ulimit -l)");

    /// <summary>Asks for the real-time scheduler for the calling thread.</summary>
    /// <param name="priority">1 to 99.</param>
    /// <returns>Null, or what was refused and what would help.</returns>
    public static string? RequestFifo(int priority) => !OperatingSystem.IsLinux()
        ? "SCHED_FIFO: only on Linux"
        : SetScheduler(0, SchedFifo, in priority) == 0 ? null
        : Refusal("SCHED_FIFO", "a real-time priority limit (LimitRTPRIO=50, ulimit -r)");

    /// <summary>Binds the calling thread to one processor.</summary>
    /// <param name="processor">0 to 63.</param>
    /// <returns>Null, or what was refused and what would help.</returns>
    public static string? BindTo(int processor)
    {
        ulong mask = 1UL << processor;
        return !OperatingSystem.IsLinux() ? "processor affinity: only on Linux"
            : SetAffinity(0, sizeof(ulong), in mask) == 0 ? null
            : Refusal($"processor {processor}", "a processor set that contains it");
    }

    private static string Refusal(string what, string remedy) => $"{what}: refused ({Marshal.GetLastPInvokeErrorMessage()}); needs {remedy}";

    [LibraryImport("libc", EntryPoint = "mlockall", SetLastError = true)]
    private static partial int MlockAll(int flags);

    // struct sched_param is one int on Linux.
    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static partial int SetScheduler(int thread, int policy, in int parameter);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nuint size, in ulong mask);
}
