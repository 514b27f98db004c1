using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>Sets a channel as it is asked for, in the order that drivers expect: what has a range is checked before, what the device made of it is read back.</summary>
internal sealed class SoapyTuning
{
    private readonly SoapyChannel _channel;
    private readonly RadioSettings _settings;
    private readonly List<string> _notes = [];

    /// <exception cref="RadioException">Something is impossible: <see cref="RadioFailure.Settings"/>, with the key and what may be.</exception>
    public SoapyTuning(SoapyChannel channel, RadioSettings settings)
    {
        (_channel, _settings) = (channel, settings);
        if (settings.Channel >= channel.Count)
            throw SoapyFailure.Setting("channel", FormattableString.Invariant($"{settings.Channel} is too high: the device has {channel.Count}, the first is 0"));
        new SoapyOtherSettings(channel, settings).Apply();
        SetAntenna();
        double correction = SetCorrection();
        SampleRateHz = SetSampleRate(correction);
        SetBandwidth();
        CenterFrequencyHz = SetFrequency(correction);
        SetGains();
    }

    /// <summary>What the device really has, Hz.</summary>
    public double SampleRateHz { get; }

    /// <summary>What the device really has, Hz.</summary>
    public double CenterFrequencyHz { get; }

    /// <summary>What is otherwise than asked.</summary>
    public IReadOnlyList<string> Notes => _notes;

    private void SetAntenna()
    {
        if (_settings.Antenna is not { } antenna)
            return;
        string[] names = _channel.Antennas();
        if (!names.Contains(antenna))
            throw SoapyFailure.Setting("antenna", names.Length == 0 ? $"'{antenna}': the device has no choice of antennas" : $"'{antenna}' is none of {string.Join(", ", names)}");
        SoapyFailure.Check(_channel.SetAntenna(antenna), "antenna", antenna);
    }

    /// <returns>What the device does not correct itself, as a factor on frequencies that it is told: below 1 where it runs fast.</returns>
    private double SetCorrection()
    {
        double ppm = _settings.CorrectionPpm, done = 0;
        if (_channel.HasCorrection && (ppm != 0 || _channel.Correction != 0))
        {
            SoapyFailure.Check(_channel.SetCorrection(ppm), "correction", Say(ppm));
            done = _channel.Correction; // many take whole numbers only
        }
        return (1 + (done * 1e-6)) / (1 + (ppm * 1e-6));
    }

    private double SetSampleRate(double correction)
    {
        double asked = _settings.SampleRateHz;
        SoapyRange[] ranges = _channel.SampleRates();
        if (ranges.Length > 0 && !ranges.Any(r => r.Contains(asked)))
            throw SoapyFailure.Setting("sample-rate", $"{new SoapyRange(asked, asked, 0).InHertz()} is impossible; the device has {SoapyRange.InHertz(ranges)}");
        // A rate out of a list is taken to the digit by some drivers, and cannot be corrected.
        SoapyRange range = ranges.FirstOrDefault(r => r.Contains(asked), new SoapyRange(0, double.MaxValue, 0));
        bool corrected = range.Contains(asked * correction) && range.Minimum < range.Maximum;
        double factor = corrected ? correction : 1;
        SoapyFailure.Check(_channel.SetSampleRate(range.Nearest(asked * factor)), "sample-rate", $"{Say(asked)} Hz");
        double has = _channel.SampleRate / factor;
        if (!(has > 0))
            throw SoapyFailure.Setting("sample-rate", $"{Say(asked)} Hz was taken, but the device says {Say(has)} Hz");
        Note("sample rate", asked, has, 1e-7 * asked, "Hz");
        if (!corrected && correction != 1)
            _notes.Add($"sample rate is not corrected by {Say(_settings.CorrectionPpm)} ppm: the device has only {SoapyRange.InHertz(ranges)}");
        return has;
    }

    private void SetBandwidth()
    {
        SoapyRange[] ranges = _channel.Bandwidths();
        if (_settings.BandwidthHz is { } asked)
        {
            if (!ranges.Any(r => r.Contains(asked)))
                throw SoapyFailure.Setting("bandwidth", ranges.Length == 0 ? "the device has no filter that can be set; leave it out" : $"{new SoapyRange(asked, asked, 0).InHertz()} is impossible; the device has {SoapyRange.InHertz(ranges)}");
            SoapyFailure.Check(_channel.SetBandwidth(asked), "bandwidth", $"{Say(asked)} Hz");
            Note("bandwidth", asked, _channel.Bandwidth, 0.01 * asked, "Hz");
        }
        else if (ranges.Length > 0 && !ranges.Any(r => r.Contains(0)))
        {
            // The narrowest that lets the whole stream through. A range from 0 is of a device that chooses itself.
            double widest = ranges.Max(r => r.Maximum), rate = SampleRateHz;
            double chosen = ranges.Where(r => r.Maximum >= rate).Select(r => r.Nearest(rate)).DefaultIfEmpty(widest).Min();
            SoapyFailure.Check(_channel.SetBandwidth(chosen), "bandwidth", $"{Say(chosen)} Hz");
        }
    }

    private double SetFrequency(double correction)
    {
        double asked = _settings.CenterFrequencyHz;
        SoapyRange[] ranges = _channel.Frequencies();
        if (ranges.Length > 0 && !ranges.Any(r => r.Contains(asked)))
            throw SoapyFailure.Setting("center-frequency", $"{new SoapyRange(asked, asked, 0).InHertz()} is impossible; the device has {SoapyRange.InHertz(ranges)}");
        SoapyFailure.Check(_channel.SetFrequency(asked * correction), "center-frequency", $"{Say(asked)} Hz");
        double has = _channel.Frequency / correction;
        if (!(Math.Abs(has - asked) < SampleRateHz / 2))
            throw SoapyFailure.Setting("center-frequency", $"{Say(asked)} Hz was taken, but the device is at {Say(has)} Hz");
        Note("center frequency", asked, has, 1, "Hz");
        return has;
    }

    private void SetGains()
    {
        if (_settings.GainDb is { } gain)
        {
            Switch(automatic: false);
            CheckGain("gain", gain, _channel.GainRange);
            SoapyFailure.Check(_channel.SetGain(gain), "gain", $"{Say(gain)} dB");
            Note("gain", gain, _channel.Gain, 0.05, "dB");
        }
        else if (_settings.StageGainsDb.Count > 0)
        {
            Switch(automatic: false);
        }
        else if (!Switch(automatic: true) && _channel.Gains().Length > 0)
        {
            _notes.Add($"gain: the device has no automatic gain, it stays at {Say(_channel.Gain)} dB");
        }
        foreach (var (stage, db) in _settings.StageGainsDb)
            SetStage(stage, db);
    }

    private bool Switch(bool automatic)
    {
        if (!_channel.HasAutomaticGain)
            return false;
        SoapyFailure.Check(_channel.SetAutomaticGain(automatic), "gain", automatic ? "automatic gain" : "gain by hand");
        return true;
    }

    private void SetStage(string stage, double db)
    {
        string[] stages = _channel.Gains();
        if (!stages.Contains(stage))
            throw SoapyFailure.Setting("stage-gains", stages.Length == 0 ? $"{stage}: the device has no stages" : $"{stage} is none of {string.Join(", ", stages)}");
        CheckGain("stage-gains", db, _channel.StageGainRange(stage), stage + " ");
        SoapyFailure.Check(_channel.SetGain(stage, db), "stage-gains", $"{stage}={Say(db)}");
        Note($"gain of {stage}", db, _channel.StageGain(stage), 0.05, "dB");
    }

    private static void CheckGain(string key, double db, SoapyRange range, string stage = "")
    {
        if (!range.Contains(db))
            throw SoapyFailure.Setting(key, $"{stage}{Say(db)} dB is impossible; the device has {Say(range.Minimum)} to {Say(range.Maximum)} dB");
    }

    private void Note(string what, double asked, double has, double within, string unit)
    {
        if (Math.Abs(asked - has) > within)
            _notes.Add($"{what} is {Say(has)} {unit}, not {Say(asked)} {unit}");
    }

    private static string Say(double value) => value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
