using System.Text.Json;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary>The published program on another project's recordings, held against the frames that project decodes (its JSON's rawData).</summary>
public class AmateurRecordingsTests
{
    private static string Folder => Path.Combine(Repository.Shared, "testdata", "amateur");

    [SkippableTheory]
    [InlineData("alsat1n.wav", "Alsat1nBeacon.json", "FSK", "9600", "AX.25 G3RUH")]
    [InlineData("delfic3.wav", "DelfiC3PayloadBeacon.json", "BPSK", "1200", "AX.25")]
    [InlineData("orbicraft-z.wav", "OrbicraftZ-longframe.json", "FSK", "9600", "USP")]
    [InlineData("orbicraft-z.wav", "OrbicraftZ-shortframe.json", "FSK", "9600", "USP")]
    [InlineData("slowFox1a.wav", "Fox1ABeacon.json", "FSK subaudio", "200", "FOX DUV")]
    [InlineData("mrc100.wav", "Mrc100Beacon.json", "FSK", "12500", "MRC-100 RA")]
    [InlineData("smog_p_short.wav", "SmogPShortBeacon.json", "FSK", "1250", "AO-40 FEC short")]
    [InlineData("is7spino.wav", "InspireSat7SpinoBeacon.json", "FSK", "9600", "SPINO")]
    public void The_other_decoders_frame_is_among_ours(string recording, string answer, string modulation, string baudRate, string framing)
    {
        var payloads = Decode(recording, modulation, baudRate, framing);
        Assert.Contains(RawData(answer), payloads);
    }

    /// <summary>jradio keeps the frame's check.</summary>
    [SkippableFact]
    public void Diy1_is_as_the_other_decoder_has_it_without_the_check()
    {
        var payload = Assert.Single(Decode("diy1.wav", "FSK", "500", "DIY-1"));
        Assert.Equal(RawData("Diy1Beacon.json")[..^4], payload);
    }

    /// <summary>jradio keeps IL2P's own header; what follows is the same.</summary>
    [SkippableFact]
    public void Silversat_has_the_content_that_the_other_decoder_has()
    {
        const int HeaderOctets = 13;
        var payload = Assert.Single(Decode("silversat.wav", "FSK", "9600", "IL2P"));
        Assert.EndsWith(RawData("Silversat.json")[(2 * HeaderOctets)..], payload, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Decode(string recording, string modulation, string baudRate, string framing)
    {
        var path = Path.Combine(Folder, recording);
        Skip.IfNot(File.Exists(path), $"{path} is not there");
        Skip.IfNot(File.Exists(Repository.Program), "artifacts/groundterminal is not there: make publish");
        var child = ChildProcess.Run(Repository.Program, ["decode", path, "--modulation", modulation, "--baud-rate", baudRate, "--framing", framing, "--json"], oneCore: false);
        return [.. DecodedFrames.Payloads(child.Output)];
    }

    private static string RawData(string answerFile)
    {
        using var answer = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, answerFile)));
        return Convert.ToHexStringLower([.. answer.RootElement.GetProperty("rawData").EnumerateArray().Select(octet => unchecked((byte)octet.GetInt32()))]);
    }
}
