using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Benchmarks;

/// <summary>IT++'s decoder of a turbo or LDPC code, as a process: tests/codes-peer.</summary>
internal sealed class CodesPeer : IDisposable
{
    private readonly Process _process;

    /// <param name="c">The code.</param>
    /// <param name="ebN0Db">Which the decoder is told.</param>
    public CodesPeer(CodesCase c, double ebN0Db)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var code = c.IsTurbo ? null : LdpcCode.Find(c.Rate, c.DataBits)!;
        foreach (var argument in code is null ? (object[])["turbo", c.Rate, c.DataBits] : ["ldpc", MatrixOf(code), c.DataBits, code.ShortenedBits, c.CodeBits])
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        start.ArgumentList.Add(c.EsN0Db(ebN0Db).ToString(CultureInfo.InvariantCulture));
        _process = Process.Start(start)!;
    }

    private static string Folder => Path.Combine(Repository.Artifacts, "codes-peer");

    private static string Program => Path.Combine(Folder, "itpp-codes");

    /// <summary>Builds it; null, or why it cannot be.</summary>
    public static string? Build() =>
        ChildProcess.Run("make", ["-s", "-C", Path.Combine(Repository.Root, "tests", "codes-peer")], oneCore: false).ExitCode == 0
            ? null
            : "no peer: tests/codes-peer does not build (apt-get install libitpp-dev g++)";

    /// <summary>Writes a code's parity-check matrix for it.</summary>
    public static void Prepare(LdpcCode code)
    {
        var checks = code.Rows.SelectMany(row => Enumerable.Range(0, code.Size).Select(i => row.Select(e => (e.Column * code.Size) + ((i + e.Shift) % code.Size)).Order().ToArray())).ToArray();
        var columns = Enumerable.Range(0, code.Columns * code.Size).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < checks.Length; i++)
        {
            foreach (var column in checks[i])
                columns[column].Add(i);
        }
        var (mostOfColumn, mostOfCheck) = (columns.Max(c => c.Count), checks.Max(c => c.Length));
        using var file = new StreamWriter(MatrixOf(code));
        file.WriteLine($"{columns.Length} {checks.Length}\n{mostOfColumn} {mostOfCheck}");
        file.WriteLine(string.Join(' ', columns.Select(c => c.Count)));
        file.WriteLine(string.Join(' ', checks.Select(c => c.Length)));
        foreach (var list in columns.Select(c => Padded(c, mostOfColumn)).Concat(checks.Select(c => Padded(c, mostOfCheck))))
            file.WriteLine(list);
    }

    /// <summary>Has it decode a word.</summary>
    public void Write(ReadOnlySpan<byte> data, ReadOnlySpan<float> symbols)
    {
        _process.StandardInput.BaseStream.Write(data);
        _process.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes(symbols));
    }

    /// <summary>How many data bits of each word came back wrong.</summary>
    public int[] Finish()
    {
        _process.StandardInput.Close();
        var lines = _process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _process.WaitForExit();
        return [.. lines.Select(l => int.Parse(l, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string MatrixOf(LdpcCode code) => Path.Combine(Folder, code.Name.Replace('/', '-').Replace(' ', '-') + ".alist");

    /// <summary>Numbers from 1, with zeros up to a length.</summary>
    private static string Padded(IReadOnlyCollection<int> list, int length) => string.Join(' ', list.Select(i => i + 1).Concat(Enumerable.Repeat(0, length - list.Count)));
}
