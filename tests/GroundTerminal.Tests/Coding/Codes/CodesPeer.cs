using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>Implementations of codes that are not ours, as processes: tests/codes-peer.</summary>
internal static class CodesPeer
{
    private static readonly string Sources = Path.Combine(RepositoryFiles.Root, "tests", "codes-peer");
    private static readonly Lazy<string> Libfec = new(() => Build("libfec", "/usr/bin/cc", static program => ["-O2", "-Wall", "-Wextra", "-Werror", "-o", program, Path.Combine(Sources, "libfec.c"), "-lfec"]));
    private static readonly Lazy<string> Itpp = new(() => Build("itpp-codes", "/usr/bin/make", static program => ["-s", "-C", Sources, "OUT=" + Path.GetDirectoryName(program)]));

    /// <summary>libfec; the test is skipped where it or a C compiler is not there.</summary>
    public static byte[] RunLibfec(ReadOnlySpan<byte> input, params string[] arguments)
    {
        Skip.IfNot(File.Exists("/usr/bin/cc") && File.Exists("/usr/include/fec.h"), "there is no C compiler or no libfec: apt-get install gcc libc6-dev libfec-dev");
        return Run(Libfec.Value, arguments, input.ToArray());
    }

    /// <summary>IT++'s turbo and LDPC codes; the test is skipped where it or a C++ compiler is not there.</summary>
    public static byte[] RunItpp(ReadOnlySpan<byte> input, params string[] arguments)
    {
        Skip.IfNot(File.Exists("/usr/bin/g++") && File.Exists("/usr/bin/make") && File.Exists("/usr/include/itpp/itcomm.h"), "there is no C++ compiler or no IT++: apt-get install g++ make libitpp-dev");
        return Run(Itpp.Value, arguments, input.ToArray());
    }

    /// <summary>Digits to digits through GNU Radio's code of K = 7; skipped where there is no GNU Radio.</summary>
    public static string RunGnuRadio(string mode, string digits) =>
        System.Text.Encoding.ASCII.GetString(RunGnuRadioScript("gnuradio-conv.py", System.Text.Encoding.ASCII.GetBytes(digits + "\n"), mode)).Trim();

    /// <summary>Reed-Solomon words of 255 bytes to complex samples, four a symbol, through GNU Radio's modulators and channel; skipped where there is no GNU Radio.</summary>
    public static Complex32[] RunGnuRadioModulator(byte[] words, params string[] arguments) =>
        MemoryMarshal.Cast<byte, Complex32>(RunGnuRadioScript("gnuradio-psk.py", words, arguments)).ToArray();

    private static byte[] RunGnuRadioScript(string script, byte[] input, params string[] arguments)
    {
        Skip.IfNot(Directory.Exists("/usr/lib/python3/dist-packages/gnuradio/fec"), "there is no GNU Radio: apt-get install gnuradio");
        return Run("/usr/bin/python3", [Path.Combine(Sources, script), .. arguments], input);
    }

    private static byte[] Run(string program, string[] arguments, byte[] input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var writing = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        writing.Wait();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }

    private static string Build(string name, string tool, Func<string, string[]> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("gt-codes-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var program = Path.Combine(folder, name);
        using var process = Process.Start(tool, arguments(program));
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return program;
    }
}
