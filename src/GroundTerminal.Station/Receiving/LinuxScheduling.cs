using System.Globalization;
using System.Runtime.InteropServices;

namespace GroundTerminal.Station.Receiving;

/// <summary>What a real-time thread asks Linux for. Nothing here is needed: a refusal is told and the work goes on.</summary>
public static partial class LinuxScheduling
{
    private const int SchedFifo = 1, PriorityOfThread = 0, NoSuchThread = 3;
    private const int LockCurrent = 1, LockFuture = 2, LockOnFault = 4;
    private const int MaskWords = 16; // 1024 processors, glibc's cpu_set_t

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

    /// <summary>Asks for a larger share of its processors for the calling thread, in the normal scheduler.</summary>
    /// <param name="nice">−20 (most) to 19.</param>
    /// <returns>Null, or what was refused and what would help.</returns>
    public static string? RequestNice(int nice) => !OperatingSystem.IsLinux()
        ? "nice: only on Linux"
        : SetPriority(PriorityOfThread, 0, nice) == 0 ? null
        : Refusal($"nice {nice}", "a limit that allows it (LimitNICE=-20, ulimit -e 40)");

    /// <summary>Processors that the calling thread may run on, ascending; empty where that cannot be told.</summary>
    public static int[] Processors()
    {
        Span<ulong> mask = stackalloc ulong[MaskWords];
        if (!OperatingSystem.IsLinux() || GetAffinity(0, MaskWords * sizeof(ulong), ref mask[0]) < 0)
            return [];
        var processors = new List<int>();
        for (int i = 0; i < MaskWords * 64; i++)
        {
            if ((mask[i / 64] >> (i % 64) & 1) != 0)
                processors.Add(i);
        }
        return [.. processors];
    }

    /// <summary>Binds the calling thread to some processors.</summary>
    /// <param name="processors">Their numbers; at least one, 0 to 1023.</param>
    /// <returns>Null, or what was refused and what would help.</returns>
    public static string? BindTo(ReadOnlySpan<int> processors) => Bind(0, processors) == 0 ? null : Refused(processors);

    /// <summary>Binds every thread that the process has now, and with them those that they start.</summary>
    /// <param name="processors">Their numbers; at least one, 0 to 1023.</param>
    /// <returns>Null, or what was refused and what would help.</returns>
    public static string? BindAllTo(ReadOnlySpan<int> processors)
    {
        if (!OperatingSystem.IsLinux())
            return "processor affinity: only on Linux";
        var done = new HashSet<int>();
        bool more = true;
        while (more)
        {
            more = false; // a thread that was started meanwhile by one that was not bound yet is found in the next turn
            foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
            {
                int thread = int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture);
                if (!done.Add(thread))
                    continue;
                more = true;
                if (Bind(thread, processors) != 0 && Marshal.GetLastPInvokeError() != NoSuchThread)
                    return Refused(processors);
            }
        }
        return null;
    }

    private static int Bind(int thread, ReadOnlySpan<int> processors)
    {
        Span<ulong> mask = stackalloc ulong[MaskWords];
        mask.Clear();
        foreach (int processor in processors)
            mask[processor / 64] |= 1UL << (processor % 64);
        return OperatingSystem.IsLinux() ? SetAffinity(thread, MaskWords * sizeof(ulong), in mask[0]) : 0;
    }

    private static string Refused(ReadOnlySpan<int> processors) => Refusal($"processor {string.Join(", ", processors.ToArray())}", "a processor set that contains it");

    private static string Refusal(string what, string remedy) => $"{what}: refused ({Marshal.GetLastPInvokeErrorMessage()}); needs {remedy}";

    [LibraryImport("libc", EntryPoint = "mlockall", SetLastError = true)]
    private static partial int MlockAll(int flags);

    // struct sched_param is one int on Linux.
    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static partial int SetScheduler(int thread, int policy, in int parameter);

    // On Linux, who = 0 is the calling thread, not its process (setpriority(2), C library/kernel differences).
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int who, int nice);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nuint size, in ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinity(int thread, nuint size, ref ulong mask);
}
