using System.Diagnostics;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary>The SoapySDR device of tests/soapy-module for programs under test; tests are skipped where it cannot be built.</summary>
internal static class SoapyTestDevice
{
    private static readonly Lazy<string?> Problem = new(Build);

    /// <summary>What SOAPY_SDR_PLUGIN_PATH has to say.</summary>
    public static string Folder()
    {
        Skip.If(Problem.Value is not null, Problem.Value);
        return Path.Combine(Repository.Root, "artifacts", "soapy-module");
    }

    private static string? Build()
    {
        if (!File.Exists("/usr/include/SoapySDR/Device.hpp") || !File.Exists("/usr/bin/g++"))
            return "g++ and libsoapysdr-dev are needed to build tests/soapy-module (tools/deps tests)";
        using Process make = Process.Start("make", ["-s", "-C", Path.Combine(Repository.Root, "tests", "soapy-module")]);
        make.WaitForExit();
        Assert.Equal(0, make.ExitCode);
        return null;
    }
}
