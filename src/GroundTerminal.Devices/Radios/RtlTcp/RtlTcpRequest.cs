using System.Globalization;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>What a client asks the server for, as commands.</summary>
internal sealed class RtlTcpRequest
{
    private const double CrystalHz = 28.8e6;
    private readonly RadioSettings _settings;
    private readonly uint _digitalGain, _directSampling, _offsetTuning;

    /// <exception cref="RadioException">The protocol, or the RTL2832U behind it, cannot do that.</exception>
    public RtlTcpRequest(RadioSettings settings)
    {
        _settings = settings;
        if (!(settings.CenterFrequencyHz >= 0 && settings.CenterFrequencyHz <= uint.MaxValue))
            throw Refused($"center-frequency {settings.CenterFrequencyHz / 1e6:0.###} MHz", "0 to 4294 MHz: more does not fit into the protocol");
        if (!(settings.SampleRateHz is (> 225e3 and <= 300e3) or (> 900e3 and <= 3.2e6)))
            throw Refused($"sample-rate {settings.SampleRateHz:0}", "above 225000 to 300000, or above 900000 to 3200000 (above 2400000 samples get lost on many machines)");
        if (settings.Antenna is not null || settings.Channel != 0 || settings.BandwidthHz is not null)
            throw Refused("antenna, channel or bandwidth", "none of them: rtl_tcp cannot set it");
        if (settings.StageGainsDb.Keys.FirstOrDefault(name => Stage(name) is null) is { } stage)
            throw Refused($"stage-gains: {stage}", "IF1 to IF6, of an E4000");
        foreach (var (name, value) in settings.Others)
        {
            switch (name)
            {
                case "agc": _digitalGain = Choice(name, value, ["off", "on"]); break;
                case "direct-sampling": _directSampling = Choice(name, value, ["off", "i", "q"]); break;
                case "offset-tuning": _offsetTuning = Choice(name, value, ["off", "on"]); break;
                default: throw Refused($"settings: {name}", "agc, direct-sampling or offset-tuning");
            }
        }
    }

    /// <summary>The rate that the RTL2832U's resampler makes of what was asked for: its ratio to the crystal has 22 bits behind the point, of which the last two are 0.</summary>
    public double SampleRateHz
    {
        get
        {
            uint ratio = (uint)(CrystalHz * (1 << 22) / Math.Round(_settings.SampleRateHz)) & 0x0FFFFFFC;
            return CrystalHz * (1 << 22) / (ratio | ((ratio & 0x08000000) << 1));
        }
    }

    /// <summary>The frequency, whole Hz.</summary>
    public double CenterFrequencyHz => Math.Round(_settings.CenterFrequencyHz);

    /// <summary>All settings, so that nothing is left of an earlier client's.</summary>
    /// <param name="tuner">What the server has.</param>
    /// <param name="notes">Takes what is set otherwise than asked.</param>
    public byte[] Commands(RtlTcpTuner tuner, List<string> notes)
    {
        var bytes = new List<byte>();
        Add(RtlTcpCommand.SampleRate, (uint)Math.Round(_settings.SampleRateHz));
        Add(RtlTcpCommand.Correction, (uint)(int)Math.Round(_settings.CorrectionPpm));
        Add(RtlTcpCommand.DirectSampling, _directSampling);
        Add(RtlTcpCommand.OffsetTuning, _offsetTuning);
        Add(RtlTcpCommand.Frequency, (uint)CenterFrequencyHz);
        Add(RtlTcpCommand.TestMode, 0);
        Add(RtlTcpCommand.DigitalGain, _digitalGain);
        Add(RtlTcpCommand.BiasTee, _settings.BiasTee ? 1u : 0);
        Add(RtlTcpCommand.GainMode, _settings.GainDb is null ? 0u : 1);
        if (_settings.GainDb is { } gainDb)
            Add(RtlTcpCommand.Gain, (uint)tuner.Nearest((int)Math.Round(gainDb * 10)));
        foreach (var (name, stageDb) in _settings.StageGainsDb)
            Add(RtlTcpCommand.StageGain, (Stage(name)!.Value << 16) | (ushort)(short)Math.Round(stageDb * 10));
        Note(tuner, notes);
        return [.. bytes];

        void Add(RtlTcpCommand command, uint value)
        {
            Span<byte> five = stackalloc byte[RtlTcpWire.CommandBytes];
            RtlTcpWire.WriteCommand(five, command, value);
            bytes.AddRange(five);
        }
    }

    private void Note(RtlTcpTuner tuner, List<string> notes)
    {
        if (_settings.GainDb is { } asked && tuner.Nearest((int)Math.Round(asked * 10)) is var set && Math.Abs(set - (asked * 10)) >= 1)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"gain {set / 10.0:0.0} dB: the {tuner.Name} has no {asked:0.0} dB"));
        if (Math.Abs(_settings.CorrectionPpm - Math.Round(_settings.CorrectionPpm)) > 0.01)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"correction {Math.Round(_settings.CorrectionPpm):0} ppm: rtl_tcp takes whole ones only"));
    }

    private static uint? Stage(string name) => name is ['I', 'F', >= '1' and <= '6' and var digit] ? (uint)(digit - '0') : null;

    private static uint Choice(string name, string value, string[] words)
    {
        int at = Array.IndexOf(words, value.ToLowerInvariant() switch { "true" or "1" when words.Length == 2 => "on", "false" or "0" => "off", var word => word });
        return at >= 0 ? (uint)at : throw Refused($"settings: {name}={value}", string.Join(", ", words));
    }

    private static RadioException Refused(string what, string expected) => new(RadioFailure.Settings, $"rtl_tcp: {what} is not possible; expected {expected}");
}
