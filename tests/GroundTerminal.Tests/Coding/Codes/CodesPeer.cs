using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>Implementations of codes that are not ours, as processes: tests/codes-peer.</summary>
internal static class CodesPeer
{
    private static readonly Lazy<string> Libfec = new(Compile);

    /// <summary>libfec; the test is skipped where it or a C compiler is not there.</summary>
    public static byte[] RunLibfec(ReadOnlySpan<byte> input, params string[] arguments)
    {
        Skip.IfNot(File.Exists("/usr/bin/cc") && File.Exists("/usr/include/fec.h"), "there is no C compiler or no libfec: apt-get install gcc libc6-dev libfec-dev");
        return Run(Libfec.Value, arguments, input.ToArray());
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
        return Run("/usr/bin/python3", [Path.Combine(RepositoryFiles.Root, "tests", "codes-peer", script), .. arguments], input);
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

    private static string Compile()
    {
        var folder = Directory.CreateTempSubdirectory("gt-libfec-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var program = Path.Combine(folder, "libfec");
        using var process = Process.Start("/usr/bin/cc", ["-O2", "-Wall", "-Wextra", "-Werror", "-o", program, Path.Combine(RepositoryFiles.Root, "tests", "codes-peer", "libfec.c"), "-lfec"]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return program;
    }
}
