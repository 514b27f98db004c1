using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Modems;

namespace GroundTerminal.EndToEnd;

public sealed class DecodeCommandTests : IDisposable
{
    private static readonly string[] ByHand = ["--modulation", "FSK", "--baud-rate", "9600", "--framing", "AX.25 G3RUH"];
    private static readonly byte[] Payload = Convert.FromHexString("96709a9a9e40e0ae8468948c926103f068656c6c6f");
    private readonly string _directory = Directory.CreateTempSubdirectory("e2e").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [SkippableFact]
    public async Task Frames_are_json_lines_on_standard_output_and_nothing_else()
    {
        var (code, output, _) = await GroundTerminalProgram.Run(null, ["decode", WriteWav(3), "--json", .. ByHand]);
        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Equal(Convert.ToHexStringLower(Payload), JsonDocument.Parse(line).RootElement.GetProperty("payload").GetString()));
    }

    [SkippableFact]
    public async Task Standard_input_is_as_good_as_a_file()
    {
        var (code, output, error) = await GroundTerminalProgram.Run(Wav(2), ["decode", "-", .. ByHand]);
        Assert.Equal(0, code);
        Assert.Contains("WB4JFI > K8MMO  UI PID F0", output, StringComparison.Ordinal);
        Assert.Contains("standard input (WAV, 16 bit, audio, 48000 Hz): 2 frames", error, StringComparison.Ordinal);
        var raw = await GroundTerminalProgram.Run(Wav(2)[44..], ["decode", "-", "--format", "s16", "--sample-rate", "48000", "--json", .. ByHand]);
        Assert.Equal((0, 2), (raw.ExitCode, raw.Output.Count(c => c == '\n')));
    }

    [SkippableFact]
    public async Task Frames_go_to_a_kiss_file_and_to_a_directory()
    {
        var (kiss, frames) = (Path.Combine(_directory, "x.kiss"), Path.Combine(_directory, "frames"));
        var (code, _, _) = await GroundTerminalProgram.Run(null, ["decode", WriteWav(2), "--kiss", kiss, "--out", frames, .. ByHand]);
        Assert.Equal(0, code);
        var one = "c000" + Convert.ToHexStringLower(Payload) + "c0";
        Assert.Equal(one + one, Convert.ToHexStringLower(File.ReadAllBytes(kiss)));
        Assert.All(Directory.GetFiles(frames), file => Assert.Equal(Payload, File.ReadAllBytes(file)));
        Assert.Equal(2, Directory.GetFiles(frames).Length);
    }

    // The packets of tests/vectors/files-peer.json, one of telemetry among them; then the same with one lost.
    [SkippableFact]
    public async Task A_file_that_a_satellite_sends_is_put_together()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(GroundTerminal.Benchmarks.Repository.Root, "tests/vectors/files-peer.json")));
        var vector = vectors.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("case").GetString() == "mirsat1");
        var packets = vector.GetProperty("packets").EnumerateArray().Select(p => Convert.FromHexString(p.GetString()!)).ToArray();
        var (wav, whole, holed) = (Path.Combine(_directory, "x.wav"), Path.Combine(_directory, "whole"), Path.Combine(_directory, "holed"));
        File.WriteAllBytes(wav, Wav(packets));
        var (code, output, error) = await GroundTerminalProgram.Run(null, "decode", wav, "--satellite", "MIR-SAT1", "--json", "--out", whole);
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(packets.Select(Convert.ToHexStringLower), lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("payload").GetString()));
        Assert.EndsWith(""","files":[{"name":"4242","length":700,"complete":true,"gaps":[]}]}""", lines[^1], StringComparison.Ordinal);
        Assert.Equal(vector.GetProperty("files")[0].GetProperty("sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(whole, "file_4242")))));

        File.WriteAllBytes(wav, Wav([packets[0], .. packets[2..]]));
        (code, output, error) = await GroundTerminalProgram.Run(null, "decode", wav, "--satellite", "MIR-SAT1", "--out", holed);
        Assert.Equal(0, code);
        Assert.EndsWith("\nfile 4242  700 bytes  150 bytes missing in 1 places\n", output, StringComparison.Ordinal);
        Assert.Equal(700, new FileInfo(Path.Combine(holed, "file_4242")).Length);
    }

    [SkippableFact]
    public async Task The_exit_code_says_how_it_went()
    {
        Assert.Equal(1, (await GroundTerminalProgram.Run(null, ["decode", WriteWav(0), .. ByHand])).ExitCode);
        await AssertRefused("does not exist", ["decode", "nothing.wav", .. ByHand]);
        await AssertRefused("Unrecognized command or argument '--satelite'", ["decode", "x.wav", "--satelite", "x"]);
        await AssertRefused("--baud-rate fast: expected a number from 50 to 30000000", ["decode", "x.wav", "--baud-rate", "fast"]);
        await AssertRefused("--flip-bits 3: expected 0, 1 or 2", ["decode", WriteWav(0), "--flip-bits", "3", .. ByHand]);
        await AssertRefused("did you mean AISAT", ["decode", WriteWav(0), "--satellite", "AISATT"]);
        await AssertRefused("--framing Pony Express: is not built", ["decode", WriteWav(0), "--modulation", "FSK", "--baud-rate", "1200", "--framing", "Pony Express"]);
        await AssertRefused("is neither WAV nor SigMF", ["decode", GroundTerminalProgram.Path, .. ByHand]);
        await AssertRefused("the frames cannot be written", ["decode", WriteWav(1), "--kiss", "/nonexistent/x", .. ByHand]);
    }

    [SkippableFact]
    public async Task A_reader_that_goes_away_does_no_harm()
    {
        using var process = GroundTerminalProgram.Start(["decode", WriteWav(200), "--json", .. ByHand]);
        await process.StandardOutput.ReadLineAsync();
        process.StandardOutput.Close();
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, process.ExitCode);
    }

    [SkippableFact]
    public async Task An_interrupt_ends_it_with_what_was_found()
    {
        using var process = GroundTerminalProgram.Start(["decode", "-", "--format", "s16", "--sample-rate", "48000", "--json", .. ByHand]);
        var samples = Wav(40)[44..];
        await process.StandardInput.BaseStream.WriteAsync(samples);
        await process.StandardInput.BaseStream.FlushAsync();
        await process.StandardOutput.ReadLineAsync();
        var rest = process.StandardOutput.ReadToEndAsync();
        Signals.Send(process, Signals.Interrupt);
        await FeedUntilItEnds(process, samples);
        Assert.Equal(0, process.ExitCode);
        Assert.NotEqual("", await rest);
    }

    [SkippableFact]
    public async Task Satellites_are_listed_and_all_of_them_can_be_received()
    {
        var (code, output, _) = await GroundTerminalProgram.Run(null, "satellites", "aisat");
        Assert.Equal(0, code);
        Assert.Contains("40054  AISAT", output, StringComparison.Ordinal);
        Assert.Contains("U482C", output, StringComparison.Ordinal);
        Assert.Equal(674 + 22, (await GroundTerminalProgram.Run(null, "satellites")).Output.Split('\n').Count(l => l.StartsWith("        ", StringComparison.Ordinal)));
        var (none, nothing, _) = await GroundTerminalProgram.Run(null, "satellites", "--unsupported");
        Assert.Equal((0, ""), (none, nothing));
        Assert.Equal(1, (await GroundTerminalProgram.Run(null, "satellites", "nothing like it")).ExitCode);
    }

    [SkippableFact]
    public async Task Configuration_is_checked_and_shown()
    {
        var file = Path.Combine(_directory, "x.yaml");
        File.WriteAllText(file, "radio: { kind: emulated, center-frequency: 436.5e6 }\nchanels: []\n");
        await AssertRefused($"{file}:2: chanels: is not a known key; did you mean channels?", ["config", "check", file]);
        var shown = await GroundTerminalProgram.Run(null, "config", "show");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("# default.yaml:", shown.Output, StringComparison.Ordinal);
        Assert.Contains("radio.transmitters[0].destination: GT1GND", shown.Output, StringComparison.Ordinal);
        Assert.Contains("search-bandwidth", (await GroundTerminalProgram.Run(null, "config", "keys")).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Help_has_examples()
    {
        var (code, output, _) = await GroundTerminalProgram.Run(null, "decode", "--help");
        Assert.Equal(0, code);
        Assert.Contains("groundterminal decode pass.wav --satellite AO-73", output, StringComparison.Ordinal);
    }

    private static async Task AssertRefused(string expected, string[] arguments)
    {
        var (code, output, error) = await GroundTerminalProgram.Run(null, arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    // The input never ends: only the interrupt can end the program, when the next samples wake it.
    private static async Task FeedUntilItEnds(Process process, byte[] samples)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!process.HasExited)
                await process.StandardInput.BaseStream.WriteAsync(samples, patience.Token);
        }
        catch (IOException)
        {
            // It has closed its standard input.
        }
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    private string WriteWav(int frames)
    {
        var path = Path.Combine(_directory, $"{frames}.wav");
        File.WriteAllBytes(path, Wav(frames));
        return path;
    }

    // What an FM receiver hears of 9k6 G3RUH: the change of phase from sample to sample.
    internal static byte[] Wav(int frames) => Wav([.. Enumerable.Repeat(Payload, frames)]);

    internal static byte[] Wav(byte[][] payloads)
    {
        var framer = new Ax25Framer(scrambled: true);
        var symbols = new byte[300 + payloads.Sum(p => 400 + framer.MaxOutput(p.Length))];
        var count = 300;
        framer.Idle(symbols.AsSpan(0, count));
        foreach (var payload in payloads)
        {
            count += framer.Encode(payload, symbols.AsSpan(count));
            framer.Idle(symbols.AsSpan(count, 300));
            count += 300;
        }
        var modulator = new FskModulator(new ModulatorOptions { SampleRateHz = 48000, BaudRate = 9600, DeviationHz = 3000 });
        var signal = new GroundTerminal.Dsp.Complex32[modulator.MaxOutput(count)];
        var samples = new short[modulator.Process(symbols.AsSpan(0, count), signal)];
        for (var i = 1; i < samples.Length; i++)
            samples[i] = (short)((signal[i] * signal[i - 1].Conjugate).Phase / Math.PI * 32767);
        var data = MemoryMarshal.AsBytes(samples.AsSpan());
        byte[] head = [.. "RIFF"u8, .. BitConverter.GetBytes(36 + data.Length), .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(48000), .. BitConverter.GetBytes(96000), 2, 0, 16, 0, .. "data"u8, .. BitConverter.GetBytes(data.Length)];
        return [.. head, .. data];
    }
}
