using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>The stand-in for libusb-1.0 of tests/rtlsdr-shim, built, and programs that run with it.</summary>
internal static partial class RtlShim
{
    private static readonly Lazy<string?> Built = new(Build);

    /// <summary>GroundTerminal as it was built beside the tests.</summary>
    public static string OurProgram { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "groundterminal.dll");

    /// <summary>Of the library.</summary>
    public static string Path
    {
        get
        {
            Skip.If(Built.Value is null, "cc or the headers of libusb-1.0 are missing (tools/deps tests installs them)");
            return Built.Value!;
        }
    }

    /// <summary>From here on, this process has the stand-in wherever it asks for libusb-1.0.so.0.</summary>
    public static void LoadHere(string socket)
    {
        NativeLibrary.Load(Path);
        SetEnvironment("RTL_SHIM_SOCKET", socket, 1);
    }

    public static void SetHere(string name, string value) => SetEnvironment(name, value, 1);

    /// <summary>Runs a program of rtl-sdr, or ours, on the dongle behind a socket.</summary>
    /// <returns>What it wrote to its standard error and output.</returns>
    public static string Run(string socket, TimeSpan limit, bool interrupt, string program, params string[] arguments)
    {
        string file = program == OurProgram ? "dotnet" : "/usr/bin/" + program;
        Skip.IfNot(program == OurProgram || File.Exists(file), $"{program} is missing (tools/deps tests installs the package rtl-sdr)");
        var start = new ProcessStartInfo(file, program == OurProgram ? [OurProgram, .. arguments] : arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["LD_PRELOAD"] = Path;
        start.Environment["RTL_SHIM_SOCKET"] = socket;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        if (interrupt && !process.WaitForExit(limit))
            _ = SendSignal(process.Id, 2);
        if (!process.WaitForExit(interrupt ? TimeSpan.FromSeconds(20) : limit))
            process.Kill();
        return error.Result + output.Result;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private static string? Build()
    {
        if (!File.Exists("/usr/include/libusb-1.0/libusb.h"))
            return null;
        string library = System.IO.Path.Combine(Directory.CreateTempSubdirectory("gt-shim-").FullName, "libusb-1.0.so.0");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(System.IO.Path.GetDirectoryName(library)!, true);
        string sources = System.IO.Path.Combine(RepositoryFiles.Root, "tests", "rtlsdr-shim");
        try
        {
            using Process process = Process.Start("cc", ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-Wl,-soname,libusb-1.0.so.0", "-o", library, System.IO.Path.Combine(sources, "shim.c"), System.IO.Path.Combine(sources, "transfers.c"), "-lpthread"]);
            process.WaitForExit();
            return process.ExitCode == 0 ? library : throw new InvalidOperationException("the stand-in for libusb does not compile");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
