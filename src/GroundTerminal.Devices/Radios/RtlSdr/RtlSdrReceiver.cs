using System.Globalization;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>The chips of an open dongle: found, set, put to sleep.</summary>
internal sealed class RtlSdrReceiver
{
    private const int BiasTeePin = 0;
    private readonly Rtl2832 _converter;
    private readonly IRtlTuner _tuner;
    private readonly List<string> _notes = [];
    private bool _biasTee;

    private RtlSdrReceiver(Rtl2832 converter, IRtlTuner tuner) => (_converter, _tuner) = (converter, tuner);

    public string TunerName => _tuner.Name;

    public double SampleRateHz { get; private set; }

    public double CenterFrequencyHz { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Wakes the dongle up and looks which tuner it has.</summary>
    /// <param name="name">Manufacturer and product, as the dongle says.</param>
    public static RtlSdrReceiver Find(Rtl2832Bus bus, string name)
    {
        var converter = new Rtl2832(bus);
        converter.Initialize();
        converter.SetRepeater(true);
        IRtlTuner tuner = Probe(bus, name) ?? throw new RadioException(RadioFailure.Protocol, "the dongle has no tuner that is known: R820T, R820T2, R828D and E4000 are");
        converter.SetRepeater(false);
        return new RtlSdrReceiver(converter, tuner);
    }

    /// <summary>Sets everything; samples do not flow yet.</summary>
    /// <exception cref="RadioException">A setting is impossible.</exception>
    public void Apply(RadioSettings settings, RtlSdrOptions options)
    {
        double correction = 1 + (settings.CorrectionPpm * 1e-6), crystalHz = Rtl2832.CrystalHz * correction;
        SampleRateHz = _converter.SetSampleRate(settings.SampleRateHz, settings.CorrectionPpm);
        _converter.SetMode(options.DigitalGainControl, options.Counter);
        if (options.DirectSampling is { } pin)
        {
            SampleDirectly(settings.CenterFrequencyHz, crystalHz, quadrature: pin == 'q');
        }
        else
        {
            CheckRange(settings.CenterFrequencyHz);
            _converter.SetInput(_tuner.IsZeroIf, quadraturePin: false);
            _converter.SetInversion(!_tuner.IsZeroIf);
            _converter.SetRepeater(true);
            _tuner.Initialize(_tuner.CrystalHz * correction);
            Tune(settings, options, crystalHz, _tuner.CrystalHz * correction);
            SetGains(settings);
            _converter.SetRepeater(false);
        }
        SetBiasTee(settings.BiasTee);
        Note("sample rate", settings.SampleRateHz, SampleRateHz, 1e-6 * SampleRateHz, "Hz");
    }

    public void Start() => _converter.StartSamples();

    /// <summary>Tuner asleep, converter off, no current on the antenna cable.</summary>
    public void Sleep()
    {
        if (_biasTee)
            _converter.SetOutput(BiasTeePin, false);
        _converter.SetRepeater(true);
        _tuner.Standby();
        _converter.SetRepeater(false);
        _converter.PowerOff();
    }

    private static IRtlTuner? Probe(Rtl2832Bus bus, string name)
    {
        if (bus.TryReadI2c(E4000Tuner.Address, 0x02) == 0x40)
            return new E4000Tuner(new TunerChip(bus, E4000Tuner.Address));
        R82xxVariant wideCable = name == "RTLSDRBlog Blog V4" ? R82xxVariant.BlogV4 : R82xxVariant.R828D;
        foreach (R82xxVariant variant in new[] { R82xxVariant.R820T, wideCable })
        {
            if (bus.TryReadI2c(variant.Address, 0x00) == 0x69)
                return new R82xxTuner(new TunerChip(bus, variant.Address), variant);
        }
        return null;
    }

    private void CheckRange(double frequencyHz)
    {
        (double lowest, double highest) = _tuner.Range;
        if (frequencyHz < lowest || frequencyHz > highest)
            throw RtlSdrErrors.Setting("center-frequency", string.Create(CultureInfo.InvariantCulture, $"{frequencyHz / 1e6:0.######} MHz: a {_tuner.Name} reaches {lowest / 1e6} to {highest / 1e6} MHz; below that radio.settings: direct-sampling=q may help"));
    }

    /// <summary>What the tuner's steps leave over, the down-converter takes: its steps are 6.9 Hz.</summary>
    private void Tune(RadioSettings settings, RtlSdrOptions options, double converterCrystalHz, double tunerCrystalHz)
    {
        if (options.OffsetTuning && !_tuner.IsZeroIf)
            throw RtlSdrErrors.Setting("settings", $"offset-tuning: a {_tuner.Name} has no DC spike to be kept away from");
        double offsetHz = options.OffsetTuning ? SampleRateHz * 0.85 : 0;
        double wantedHz = settings.BandwidthHz ?? (options.OffsetTuning ? 2 * offsetHz : SampleRateHz);
        double bandwidthHz = _tuner.SetBandwidth(wantedHz);
        if (settings.BandwidthHz is not null)
            Note("bandwidth", wantedHz, bandwidthHz, 1, "Hz");
        double oscillatorHz = _tuner.Tune(settings.CenterFrequencyHz - offsetHz, tunerCrystalHz)
            ?? throw RtlSdrErrors.Setting("center-frequency", string.Create(CultureInfo.InvariantCulture, $"{settings.CenterFrequencyHz / 1e6:0.######} MHz: the {_tuner.Name} of this dongle does not lock there"));
        double side = _tuner.IsZeroIf ? 1 : -1;
        CenterFrequencyHz = oscillatorHz + (side * _converter.SetIntermediateFrequency(side * (settings.CenterFrequencyHz - oscillatorHz), converterCrystalHz));
    }

    private void SampleDirectly(double frequencyHz, double crystalHz, bool quadrature)
    {
        if (frequencyHz < 0 || frequencyHz > Rtl2832.CrystalHz)
            throw RtlSdrErrors.Setting("center-frequency", "direct sampling reaches 0 to 28.8 MHz, and above 14.4 MHz what lies as far below it is heard too");
        _converter.SetRepeater(true);
        _tuner.Standby();
        _converter.SetRepeater(false);
        _converter.SetInput(zeroIf: false, quadraturePin: quadrature);
        _converter.SetInversion(false);
        CenterFrequencyHz = _converter.SetIntermediateFrequency(frequencyHz, crystalHz);
        _notes.Add("direct sampling: the tuner is off, its gains have no effect");
    }

    private void SetGains(RadioSettings settings)
    {
        if (settings.GainDb is { } wantedDb)
            Note("gain", wantedDb, _tuner.SetGain(wantedDb), 0.05, "dB");
        else
            _tuner.SetAutomaticGain();
        foreach (var (stage, stageDb) in settings.StageGainsDb)
        {
            if (!_tuner.StageGainsDb.ContainsKey(stage))
                throw RtlSdrErrors.Setting("stage-gains", $"'{stage}': the stages of a {_tuner.Name} are {string.Join(", ", _tuner.StageGainsDb.Keys)}");
            Note($"gain of {stage}", stageDb, _tuner.SetStageGain(stage, stageDb), 0.05, "dB");
        }
    }

    private void SetBiasTee(bool on)
    {
        if (on || _converter.IsOutputHigh(BiasTeePin))
            _converter.SetOutput(BiasTeePin, on);
        _biasTee = on;
    }

    private void Note(string what, double wanted, double really, double tolerance, string unit)
    {
        if (Math.Abs(really - wanted) > tolerance)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {really:0.###} {unit} for {wanted:0.###} {unit}"));
    }
}
