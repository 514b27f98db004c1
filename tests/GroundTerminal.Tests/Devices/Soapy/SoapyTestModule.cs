using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>The SoapySDR device of tests/soapy-module, built and loaded; tests are skipped where it cannot be built.</summary>
internal static partial class SoapyTestModule
{
    private static readonly Lazy<string?> Problem = new(BuildAndLoad);
    private static int _searches;

    /// <summary>Where its file is.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryFiles.Root, "artifacts", "soapy-module");

    /// <summary>Skips the test where there is no such device.</summary>
    public static void Need() => Skip.If(Problem.Value is not null, Problem.Value);

    /// <summary>Writes its setting <c>fault</c> while a stream of the same arguments runs.</summary>
    public static void Fault(string arguments, string fault)
    {
        using SoapyHandle same = SoapyHandle.Make(arguments);
        Assert.Equal(0, same.Write("fault", fault));
    }

    /// <summary>Undoes an unplug.</summary>
    public static void PlugIn() => SoapyDevice.List($"driver=gttest,plug-in={Interlocked.Increment(ref _searches)}");

    private static string? BuildAndLoad()
    {
        if (!File.Exists("/usr/include/SoapySDR/Device.hpp") || !Has("g++") || !Has("make"))
            return "g++, make and libsoapysdr-dev are needed to build tests/soapy-module (tools/deps tests)";
        using Process make = Process.Start(new ProcessStartInfo("make", ["-s", "-C", Path.Combine(RepositoryFiles.Root, "tests", "soapy-module"), $"OUT={Folder}"]) { RedirectStandardError = true })!;
        string errors = make.StandardError.ReadToEnd();
        make.WaitForExit();
        Assert.True(make.ExitCode == 0, errors);
        Assert.Empty(Marshal.PtrToStringUTF8(LoadModule(Path.Combine(Folder, "libgttest.so"))) ?? "");
        LoadModules(); // the library does not load them by itself once one was loaded by hand
        return null;
    }

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(d => File.Exists(Path.Combine(d, program)));

    [LibraryImport("libSoapySDR.so.0.8", EntryPoint = "SoapySDR_loadModule", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint LoadModule(string path);

    [LibraryImport("libSoapySDR.so.0.8", EntryPoint = "SoapySDR_loadModules")]
    private static partial void LoadModules();
}
