using System.CommandLine;
using System.Globalization;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Decoding;
using GroundTerminal.Devices;
using GroundTerminal.Modems;
using GroundTerminal.Satellites;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal decode</c>: a recording becomes frames.</summary>
public sealed class DecodeCommand
{
    /// <summary>Shown at the end of its help.</summary>
    public const string Examples = """
        Examples:
          groundterminal decode pass.wav --satellite AO-73
          groundterminal decode unknown.wav --auto
          groundterminal decode pass.sigmf-meta --satellite 43793 --json
          groundterminal decode pass.wav --modulation FSK --baud-rate 9600 --framing "AX.25 G3RUH"
          groundterminal decode meteor.wav --waveform lrpt-72k --cadu meteor.cadu
          groundterminal decode pass.cs16 --sample-rate 6e6 --waveform ccsds --modulation QPSK --symbol-rate 2.33e6 --fec conv-3/4+rs --framing-option "RS interleaving=4" --packets pass.packets
          groundterminal decode soft.s --symbols s8 --waveform lrpt-72k --json
          rtl_sdr -f 437.5M -s 250k - | groundterminal decode - --format cu8 --sample-rate 250e3 --satellite AALTO-1
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "WAV, SigMF (.sigmf-meta or .sigmf-data), raw samples, or - for standard input." };
    private readonly Option<string?> _satellite = new("--satellite", "-s") { Description = "Satellite by name or NORAD number: all of its transmitters are decoded.", HelpName = "NAME|NORAD" };
    private readonly Option<string?> _satyaml = new("--satyaml") { Description = "SatYAML file or directory instead of the built-in catalogue.", HelpName = "FILE|DIR" };
    private readonly Option<string?> _transmitter = new("--transmitter") { Description = "Only the satellite's transmitters with this in their names.", HelpName = "NAME" };
    private readonly Option<string?> _waveform = new("--waveform", "-w") { Description = $"A ready waveform ({string.Join(", ", WaveformCatalog.All.Select(w => w.Name))}), or ccsds with --modulation, --symbol-rate and --fec; what else is given by hand goes before what it says.", HelpName = "NAME" };
    private readonly Option<string?> _fec = new("--fec") { Description = $"By hand: codes of CCSDS telemetry, instead of --framing: {CcsdsFec.Choices}.", HelpName = "CODE" };
    private readonly Option<string?> _rollOff = new("--roll-off") { Description = "By hand: roll-off of the root-raised-cosine pulse of PSK.", HelpName = "0.1–1" };
    private readonly Option<string?> _subcarrier = new("--subcarrier") { Description = "By hand: subcarrier of PCM/PM, Hz.", HelpName = "HZ" };
    private readonly Option<string?> _modulationIndex = new("--modulation-index") { Description = "By hand: modulation index of PCM/PM, radians.", HelpName = "RAD" };
    private readonly Option<string?> _transport = new("--transport") { Description = $"By hand: what carries packets over the frames: {string.Join(", ", TransportCatalog.All.Select(t => t.Name))}.", HelpName = "NAME" };
    private readonly Option<string?> _symbols = new("--symbols") { Description = $"The file holds soft symbols, or hard ones, that another demodulator made: {string.Join(", ", SymbolFile.Formats)} (bits: eight a byte; bytes: one a byte). CADU files are bits.", HelpName = "FORMAT" };
    private readonly Option<string?> _cadu = new("--cadu") { Description = "Writes the corrected frames as channel access data units too: sync marker, and frame with parity, randomised as sent.", HelpName = "FILE" };
    private readonly Option<string?> _transferFrames = new("--transfer-frames") { Description = "Writes the bare frames too, one behind the other.", HelpName = "FILE" };
    private readonly Option<string?> _packets = new("--packets") { Description = "Writes the packets that the frames carry too, one behind the other.", HelpName = "FILE" };
    private readonly Option<string?> _accounts = new("--accounts") { Description = "Writes what was counted of the transfer frames, as JSON: frames, gaps and packets of each virtual channel.", HelpName = "FILE" };
    private readonly Option<string?> _modulation = new("--modulation") { Description = $"By hand: {string.Join(", ", TransmitterSupport.Modulations)}.", HelpName = "NAME" };
    private readonly Option<string?> _baudRate = new("--baud-rate", "--symbol-rate") { Description = "By hand: symbol rate, baud.", HelpName = "BAUD" };
    private readonly Option<string?> _deviation = new("--deviation") { Description = "By hand: deviation of FSK, or of AFSK's tones, Hz.", HelpName = "HZ" };
    private readonly Option<string?> _audioCarrier = new("--audio-carrier") { Description = "By hand: centre of AFSK's audio tones, Hz.", HelpName = "HZ" };
    private readonly Option<string?> _framing = new("--framing") { Description = "By hand: its name in the catalogue, for instance AX.25 G3RUH; case and spaces do not matter, a wrong name lists all.", HelpName = "NAME" };
    private readonly Option<bool> _auto = new("--auto") { Description = "Finds out what it is: tries modulations, symbol rates and framings, says what it found, and decodes it." };
    private readonly Option<string?> _autoReport = new("--auto-report") { Description = "With --auto: writes what was found as JSON.", HelpName = "FILE" };
    private readonly Option<string?> _offset = new("--offset") { Description = "Where the carrier is looked for, Hz; anywhere by default.", HelpName = "HZ" };
    private readonly Option<string?> _bandwidth = new("--bandwidth") { Description = "Width of the band that it is looked for in, Hz.", HelpName = "HZ" };
    private readonly Option<string?> _sampleRate = new("--sample-rate") { Description = "Sample rate of raw samples, Hz; overrides a header's.", HelpName = "HZ" };
    private readonly Option<string?> _center = new("--center-frequency") { Description = "Radio frequency at 0 Hz of IQ samples, Hz; overrides a header's.", HelpName = "HZ" };
    private readonly Option<string?> _format = new("--format") { Description = "Format of raw samples: " + SampleFormat.Choices + ".", HelpName = "FORMAT" };
    private readonly Option<bool> _iq = new("--iq") { Description = "The channels of the file are I and Q." };
    private readonly Option<bool> _audio = new("--audio") { Description = "The left channel of the file is audio." };
    private readonly Option<string?> _startTime = new("--start-time") { Description = "UTC of the first sample, as 2026-01-31T12:00:00.5Z.", HelpName = "TIME" };
    private readonly Option<string?> _flipBits = new("--flip-bits") { Description = "Doubtful bits that may be flipped to make a check pass: 0, 1 or 2.", HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line on standard output." };
    private readonly Option<string[]> _framingOption = new("--framing-option") { Description = "By hand: an option of the framing as the catalogue has it, for instance \"frame size=223\", \"RS basis=conventional\", precoding=differential; repeatable.", HelpName = "KEY=VALUE" };
    private readonly Option<string?> _kiss = new("--kiss") { Description = "Writes the frames as KISS too; to - instead of text.", HelpName = "FILE|-" };
    private readonly Option<string?> _out = new("--out") { Description = "Writes one file a frame too, and the files that the satellite sends.", HelpName = "DIR" };

    public static Command Create()
    {
        var self = new DecodeCommand();
        var command = new Command("decode", "Decodes the frames of a recording.")
        {
            self._file, self._satellite, self._satyaml, self._transmitter, self._waveform, self._modulation, self._baudRate, self._deviation, self._audioCarrier, self._rollOff, self._subcarrier, self._modulationIndex,
            self._framing, self._framingOption, self._fec, self._transport, self._auto, self._autoReport, self._symbols,
            self._offset, self._bandwidth, self._sampleRate, self._center, self._format, self._iq, self._audio, self._startTime, self._flipBits, self._json, self._kiss, self._out, self._cadu, self._transferFrames, self._packets, self._accounts,
        };
        // The parser takes an unknown option for the file.
        self._file.Validators.Add(file =>
        {
            if (file.Tokens is [{ Value: ['-', _, ..] name }])
                file.AddError($"{name}: is not an option, and no file (give a file of that name as ./{name})");
        });
        command.SetAction(result => DecodeRun.Run(self.Read(result)));
        return command;
    }

    private DecodeOptions Read(ParseResult result)
    {
        var options = new DecodeOptions
        {
            Input = result.GetRequiredValue(_file),
            InputOptions = ReadInput(result),
            Satellite = result.GetValue(_satellite),
            SatYaml = result.GetValue(_satyaml),
            Transmitter = result.GetValue(_transmitter),
            Modulation = result.GetValue(_modulation),
            BaudRate = Number(result, _baudRate, 50, 30e6),
            Waveform = result.GetValue(_waveform),
            Fec = result.GetValue(_fec),
            RollOff = Number(result, _rollOff, 0.1, 1),
            SubcarrierHz = Number(result, _subcarrier, 1, 10e6),
            ModulationIndexRadians = Number(result, _modulationIndex, 0.05, 3.2),
            Transport = result.GetValue(_transport),
            Symbols = result.GetValue(_symbols),
            Cadu = result.GetValue(_cadu),
            TransferFrames = result.GetValue(_transferFrames),
            Packets = result.GetValue(_packets),
            Accounts = result.GetValue(_accounts),
            DeviationHz = Number(result, _deviation, -1e6, 1e6),
            AudioCarrierHz = Number(result, _audioCarrier, 1, 1e6),
            Framing = result.GetValue(_framing),
            FramingOptions = ReadFramingOptions(result.GetValue(_framingOption) ?? []),
            Auto = result.GetValue(_auto),
            AutoReport = result.GetValue(_autoReport),
            OffsetHz = Number(result, _offset, -1e9, 1e9),
            SearchBandwidthHz = Number(result, _bandwidth, 1, 1e9),
            FlipBits = ReadFlipBits(result.GetValue(_flipBits)),
            Json = result.GetValue(_json),
            Kiss = result.GetValue(_kiss),
            OutputDirectory = result.GetValue(_out),
        };
        CheckAuto(options);
        if (options is { Json: true, Kiss: SampleFile.StandardInput })
            throw new InputException("--json and --kiss - both want standard output; give KISS a file");
        return options;
    }

    private static void CheckAuto(DecodeOptions options)
    {
        if (options.AutoReport is not null && !options.Auto)
            throw new InputException("--auto-report says what --auto found; give --auto too");
        if (options.Auto && ((options.Satellite ?? options.Transmitter ?? options.Waveform ?? options.Modulation ?? options.Framing ?? options.Fec ?? options.Symbols) is not null || options.FramingOptions.Count > 0))
            throw new InputException("--auto finds out by itself; give it neither --satellite nor --waveform, --modulation, --baud-rate, --framing, --fec or --symbols");
        if (options.Auto && (options.BaudRate ?? options.DeviationHz ?? options.AudioCarrierHz) is not null)
            throw new InputException("--auto finds out by itself; give it neither --baud-rate nor --deviation nor --audio-carrier");
    }

    private SampleFileOptions ReadInput(ParseResult result)
    {
        var (iq, audio) = (result.GetValue(_iq), result.GetValue(_audio));
        if (iq && audio)
            throw new InputException("give --iq or --audio, not both");
        return new SampleFileOptions
        {
            Format = ReadFormat(result.GetValue(_format)),
            SampleRateHz = Number(result, _sampleRate, 1, 1e10),
            CenterFrequencyHz = Number(result, _center, 0, 1e12),
            StartTime = ReadTime(result.GetValue(_startTime)),
            Kind = iq ? SampleKind.Iq : audio ? SampleKind.Audio : null,
        };
    }

    private static Dictionary<string, string> ReadFramingOptions(string[] texts)
    {
        var options = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var key = at > 0 ? text[..at].Trim() : "";
            if (!TransmitterFraming.OptionKeys.Contains(key))
                throw new InputException($"--framing-option {text}: expected KEY=VALUE with one of the keys {string.Join(", ", TransmitterFraming.OptionKeys)}");
            options[key] = text[(at + 1)..].Trim();
        }
        return options;
    }

    private static int ReadFlipBits(string? text) => text switch
    {
        null or "0" => 0,
        "1" => 1,
        "2" => 2,
        _ => throw new InputException($"--flip-bits {text}: expected 0, 1 or 2"),
    };

    private static SampleFormat? ReadFormat(string? name)
    {
        if (name is null)
            return null;
        return SampleFormat.TryParse(name, out var format) ? format : throw new InputException($"--format {name}: is not known; expected one of {SampleFormat.Choices}");
    }

    private static DateTimeOffset? ReadTime(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new InputException($"--start-time {text}: is not a time; expected UTC as 2026-01-31T12:00:00.5Z");
    }

    // Options are texts: the parser's own conversion tells the user of System.Nullable`1, and the types that it needs cost the start.
    private static double? Number(ParseResult result, Option<string?> option, double min, double max)
    {
        if (result.GetValue(option) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new InputException(FormattableString.Invariant($"{option.Name} {text}: expected a number from {min} to {max}"));
    }
}
