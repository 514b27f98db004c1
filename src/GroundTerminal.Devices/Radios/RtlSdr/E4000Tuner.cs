using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Elonics E4000: zero intermediate frequency, fractional-N synthesizer, six amplifiers after the mixer.</summary>
/// <remarks>Registers as in the Elonics data sheet (2010) and osmocom's driver. Single chips lock from 52 to 2200 MHz but for some gap near 1100 to 1250 MHz.</remarks>
internal sealed class E4000Tuner(TunerChip chip) : IRtlTuner
{
    public const byte Address = 0xc8;
    private const byte Master = 0x00, Synthesizer1 = 0x07, FilterInput = 0x10, FilterMixer = 0x11, FilterChannel = 0x12, LowNoiseGain = 0x14, MixerGain = 0x15;
    private const byte GainControl1 = 0x1a, GainControl7 = 0x20, GainControl11 = 0x24, DcControl = 0x2d, Bias = 0x78;
    private readonly byte[] _one = new byte[1];

    public string Name => "E4000";

    public (double LowestHz, double HighestHz) Range => (52e6, 2200e6);

    public bool IsZeroIf => true;

    public double IntermediateFrequencyHz => 0;

    public double CrystalHz => Rtl2832.CrystalHz;

    public IReadOnlyList<double> GainsDb { get; } = [.. E4000Tables.Gains.Select(g => g.GainDb)];

    public IReadOnlyDictionary<string, IReadOnlyList<double>> StageGainsDb { get; } =
        new Dictionary<string, IReadOnlyList<double>>(E4000Tables.IfGains.Select(s => KeyValuePair.Create<string, IReadOnlyList<double>>(s.Name, s.GainsDb)))
        {
            ["LNA"] = [.. E4000Tables.LowNoise.Select(g => g.GainDb)],
            ["MIX"] = [4, 12],
        };

    public void Initialize(double crystalHz)
    {
        WakeUp();
        foreach (var (register, value) in E4000Tables.Start)
            chip.Write(register, value);
        SetAutomaticGain();
        foreach (var stage in E4000Tables.IfGains)
            SetStageGain(stage.Name, stage.StartDb);
        SetBandwidth(1e6);
        Set(FilterChannel, 0x00, 0x20); // channel filter on
        Set(DcControl, 0x00, 0x03); // no tables of DC offsets
        Set(0x70, 0x00, 0x03);
        Set(0x71, 0x00, 0x03);
    }

    public double SetBandwidth(double bandwidthHz)
    {
        (int mixer, int rc, int channel) = (Nearest(E4000Tables.MixerFiltersHz, bandwidthHz), Nearest(E4000Tables.RcFiltersHz, bandwidthHz), Nearest(E4000Tables.ChannelFiltersHz, bandwidthHz));
        Set(FilterMixer, (byte)((mixer << 4) | rc), 0xff);
        Set(FilterChannel, (byte)channel, 0x1f);
        return Math.Min(Math.Min(E4000Tables.MixerFiltersHz[mixer], E4000Tables.RcFiltersHz[rc]), E4000Tables.ChannelFiltersHz[channel]);
    }

    public double? Tune(double frequencyHz, double crystalHz)
    {
        var range = E4000Tables.Dividers.First(d => frequencyHz < d.BelowHz);
        var steps = (long)Math.Round(frequencyHz * range.Divider * 65536 / crystalHz);
        if (steps >> 16 > 255)
            return null;
        chip.Write(0x0d, range.Register);
        chip.Write(0x09, (byte)(steps >> 16));
        chip.Write(0x0a, (byte)steps);
        chip.Write(0x0b, (byte)(steps >> 8));
        double oscillatorHz = steps * crystalHz / 65536 / range.Divider;
        SetBand(oscillatorHz);
        return (Get(Synthesizer1) & 1) != 0 ? oscillatorHz : null;
    }

    public void SetAutomaticGain()
    {
        Set(GainControl1, 0x09, 0x0f);
        Set(GainControl7, 0x01, 0x01);
        Set(GainControl11, 0x00, 0x07);
    }

    public double SetGain(double gainDb)
    {
        var gain = E4000Tables.Gains.MinBy(g => Math.Abs(g.GainDb - gainDb));
        SetManual();
        SetStageGain("LNA", gain.LowNoiseDb);
        SetStageGain("MIX", gain.MixerDb);
        return gain.GainDb;
    }

    public double SetStageGain(string stage, double gainDb)
    {
        if (stage == "LNA")
        {
            var gain = E4000Tables.LowNoise.MinBy(g => Math.Abs(g.GainDb - gainDb));
            SetManual();
            Set(LowNoiseGain, gain.Code, 0x0f);
            return gain.GainDb;
        }
        if (stage == "MIX")
        {
            SetManual();
            Set(MixerGain, (byte)(gainDb > 8 ? 1 : 0), 0x01);
            return gainDb > 8 ? 12 : 4;
        }
        var amplifier = E4000Tables.IfGains.First(s => s.Name == stage);
        int code = Nearest(amplifier.GainsDb, gainDb);
        Set(amplifier.Register, (byte)(code << amplifier.Shift), (byte)((amplifier.GainsDb.Length - 1) << amplifier.Shift));
        return amplifier.GainsDb[code];
    }

    public void Standby() => Set(Master, 0x00, 0x02);

    private void SetManual()
    {
        Set(GainControl1, 0x00, 0x0f);
        Set(GainControl7, 0x00, 0x01);
    }

    private void SetBand(double oscillatorHz)
    {
        int band = oscillatorHz < 140e6 ? 0 : oscillatorHz < 350e6 ? 1 : oscillatorHz < 1135e6 ? 2 : 3;
        chip.Write(Bias, (byte)(band == 3 ? 0 : 3));
        Set(Synthesizer1, 0x00, 0x06); // without this there is a gap at 325 to 350 MHz
        Set(Synthesizer1, (byte)(band << 1), 0x06);
        int filter = band < 2 ? 0 : Nearest(band == 2 ? E4000Tables.UhfFiltersHz : E4000Tables.LBandFiltersHz, oscillatorHz);
        Set(FilterInput, (byte)filter, 0x0f);
    }

    /// <summary>Asleep, it does not acknowledge the first message.</summary>
    private void WakeUp()
    {
        try
        {
            Get(Master);
        }
        catch (UsbException e) when (e.Error is UsbError.Stall)
        {
        }
    }

    private static int Nearest(double[] values, double wanted) => Array.IndexOf(values, values.MinBy(v => Math.Abs(v - wanted)));

    private byte Get(byte register)
    {
        chip.Read(register, _one);
        return _one[0];
    }

    private void Set(byte register, byte value, byte mask)
    {
        byte old = Get(register), wanted = (byte)((old & ~mask) | (value & mask));
        if (wanted != old)
            chip.Write(register, wanted);
    }
}
