using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Rafael Micro R820T, R820T2 and R828D: low intermediate frequency, fractional-N synthesizer.</summary>
/// <remarks>Behaviour as in the kernel's r820t driver, osmocom's librtlsdr and the R820T register description of 2012. Registers cannot be read back, so what was written is kept.</remarks>
internal sealed class R82xxTuner(TunerChip chip, R82xxVariant variant) : IRtlTuner
{
    private const double LowestVcoHz = 1.77e9, HighestVcoHz = 2 * LowestVcoHz;
    private const double HighPassNarrowHz = 0.35e6, HighPassWideHz = 0.38e6, FilterEdgeHz = 2.3e6;
    private const byte LockBit = 0x40;
    private readonly byte[] _registers = new byte[32];
    private readonly byte[] _status = new byte[5];
    private double _crystalHz;
    private bool? _upperInput;

    public string Name => variant.Name;

    public (double LowestHz, double HighestHz) Range => (variant.Upconverts ? 0.5e6 : 24e6, 1766e6);

    public bool IsZeroIf => false;

    public double IntermediateFrequencyHz { get; private set; } = 3.57e6;

    public double CrystalHz => variant.CrystalHz;

    public IReadOnlyList<double> GainsDb { get; } = [.. R82xxGain.Ladder().Select(s => s.GainDb)];

    public IReadOnlyDictionary<string, IReadOnlyList<double>> StageGainsDb { get; } = new Dictionary<string, IReadOnlyList<double>>
    {
        ["LNA"] = R82xxTables.LowNoiseDb,
        ["MIX"] = R82xxTables.MixerDb,
        ["VGA"] = R82xxTables.VariableDb,
    };

    public void Initialize(double crystalHz)
    {
        _crystalHz = crystalHz;
        R82xxTables.Initial.CopyTo(_registers.AsSpan(R82xxTables.FirstRegister));
        chip.Write(R82xxTables.FirstRegister, R82xxTables.Initial);
        Set(0x0c, 0x00, 0x0f);
        Set(0x13, 0x31, 0x3f);
        Set(0x1d, 0x00, 0x38);
        Set(0x0a, (byte)(0x10 | CalibrateFilter()), 0x1f);
        foreach (var (register, value, mask) in R82xxTables.Receiving)
            Set(register, value, mask);
        (IntermediateFrequencyHz, _upperInput) = (3.57e6, null);
    }

    /// <remarks>Up to 2.43 MHz a low pass and two high passes, the intermediate frequency in their middle; above that the filters of television.</remarks>
    public double SetBandwidth(double bandwidthHz)
    {
        double widestHz = R82xxTables.LowPassesHz[0];
        if (bandwidthHz > widestHz + HighPassNarrowHz + HighPassWideHz)
        {
            (byte filter, double intermediateHz, double widthHz) = bandwidthHz > 7e6 ? ((byte)0x0b, 4.57e6, 8e6) : bandwidthHz > 6e6 ? ((byte)0x2a, 4.57e6, 7e6) : ((byte)0x6b, 3.57e6, 6e6);
            SetFilter(0x10, filter, intermediateHz);
            return widthHz;
        }
        bool bothOpen = bandwidthHz > widestHz + HighPassNarrowHz;
        double belowHz = bothOpen ? HighPassWideHz : 0;
        bool narrowOpen = bandwidthHz - belowHz > widestHz;
        belowHz += narrowOpen ? HighPassNarrowHz : 0;
        int lowPass = Array.FindLastIndex(R82xxTables.LowPassesHz, w => w >= bandwidthHz - belowHz);
        double reallyHz = belowHz + R82xxTables.LowPassesHz[Math.Max(lowPass, 0)];
        SetFilter(0x00, (byte)(0x80 | (bothOpen ? 0 : 0x20) | (narrowOpen ? 0 : 0x40) | (15 - Math.Max(lowPass, 0))), FilterEdgeHz + belowHz - (reallyHz / 2));
        return reallyHz;
    }

    public double? Tune(double frequencyHz, double crystalHz)
    {
        _crystalHz = crystalHz;
        double shiftHz = variant.Upconverts && frequencyHz < variant.CrystalHz ? crystalHz : 0;
        double wantedHz = frequencyHz + shiftHz + IntermediateFrequencyHz;
        SelectInput(frequencyHz, wantedHz);
        return Synthesize(wantedHz) - shiftHz;
    }

    public void SetAutomaticGain()
    {
        Set(0x05, 0x00, 0x10);
        Set(0x07, 0x10, 0x10);
        Set(0x0c, 0x0b, 0x9f);
    }

    /// <remarks>The variable amplifier stays at 16.3 dB and does not count.</remarks>
    public double SetGain(double gainDb)
    {
        var step = R82xxGain.Ladder().MinBy(s => Math.Abs(s.GainDb - gainDb));
        SetManual();
        Set(0x05, step.LowNoise, 0x0f);
        Set(0x07, step.Mixer, 0x0f);
        return step.GainDb;
    }

    public double SetStageGain(string stage, double gainDb)
    {
        IReadOnlyList<double> gains = StageGainsDb[stage];
        var code = (byte)Enumerable.Range(0, gains.Count).MinBy(i => Math.Abs(gains[i] - gainDb));
        (byte register, byte value, byte mask) = stage switch
        {
            "LNA" => ((byte)0x05, (byte)(0x10 | code), (byte)0x1f),
            "MIX" => ((byte)0x07, code, (byte)0x1f),
            _ => ((byte)0x0c, code, (byte)0x9f),
        };
        Set(register, value, mask);
        return gains[code];
    }

    public void Standby()
    {
        foreach (var (register, value) in R82xxTables.Standby)
            Set(register, value, 0xff);
    }

    private void SetManual()
    {
        Set(0x05, 0x10, 0x10);
        Set(0x07, 0x00, 0x10);
        Set(0x0c, 0x08, 0x9f);
    }

    private void SetFilter(byte quality, byte filter, double intermediateHz)
    {
        Set(0x0a, quality, 0x10);
        Set(0x0b, filter, 0xef);
        IntermediateFrequencyHz = intermediateHz;
    }

    /// <returns>The code that the filter's capacitors are to have, 0 to 14.</returns>
    private int CalibrateFilter()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Set(0x0b, 0x60, 0x60);
            Set(0x0f, 0x04, 0x04); // calibration clock
            Set(0x10, 0x00, 0x03);
            if (Synthesize(56e6) is null)
                throw new RadioException(RadioFailure.Hung, $"the tuner {Name} does not lock at 56 MHz, where its filter is calibrated; unplug it and plug it in again");
            Set(0x0b, 0x10, 0x10);
            Set(0x0b, 0x00, 0x10);
            Set(0x0f, 0x00, 0x04);
            int code = ReadStatus(5)[4] & 0x0f;
            if (code is not (0 or 15))
                return code;
        }
        return 0;
    }

    private void SelectInput(double frequencyHz, double oscillatorHz)
    {
        var input = R82xxTables.Inputs.Last(i => i.FromMhz <= (int)(oscillatorHz / 1e6));
        Set(0x17, variant.NotchOpenDrain(frequencyHz) ?? input.OpenDrain, 0x08);
        Set(0x1a, input.Multiplexer, 0xc3);
        Set(0x1b, input.TrackingFilter, 0xff);
        Set(0x10, 0x00, 0x0b);
        Set(0x08, 0x00, 0x3f);
        Set(0x09, 0x00, 0x3f);
        foreach (var (register, value, mask) in variant.AntennaInputs(frequencyHz))
            Set(register, value, mask);
    }

    /// <returns>The oscillator's frequency, Hz; null where it does not lock.</returns>
    private double? Synthesize(double wantedHz)
    {
        Set(0x10, 0x00, 0x10); // reference not halved
        Set(0x1a, 0x00, 0x0c); // automatic tuning of the oscillator at 128 kHz
        Set(0x12, 0x80, 0xe0); // its current
        var divider = 0;
        while (divider < 5 && wantedHz * (2 << divider) < LowestVcoHz)
            divider++;
        double vcoHz = wantedHz * (2 << divider);
        int fine = (ReadStatus(5)[4] >> 4) & 3, usual = variant.VcoFineTune;
        Set(0x10, (byte)((divider + Math.Sign(usual - fine)) << 5), 0xe0);
        var steps = (long)Math.Round(vcoHz * 65536 / (2 * _crystalHz));
        long whole = steps >> 16, fraction = steps & 0xffff;
        if (vcoHz >= HighestVcoHz + 1e6 || whole < 13 || whole > (128 / usual) - 1)
            return null;
        Set(0x14, (byte)(((whole - 13) >> 2) | (((whole - 13) & 3) << 6)), 0xff);
        Set(0x12, (byte)(fraction == 0 ? 0x08 : 0x00), 0x08);
        Set(0x16, (byte)(fraction >> 8), 0xff);
        Set(0x15, (byte)fraction, 0xff);
        if (!IsLocked())
            return null;
        Set(0x1a, 0x08, 0x08); // and at 8 kHz from here on
        return steps * 2 * _crystalHz / 65536 / (2 << divider);
    }

    private bool IsLocked()
    {
        if ((ReadStatus(3)[2] & LockBit) != 0)
            return true;
        Set(0x12, 0x60, 0xe0); // more current
        return (ReadStatus(3)[2] & LockBit) != 0;
    }

    /// <summary>Reads from register 0 on, as the chip always does; it sends the lowest bit first.</summary>
    private ReadOnlySpan<byte> ReadStatus(int count)
    {
        Span<byte> status = _status.AsSpan(0, count);
        chip.Read(0, status);
        foreach (ref byte value in status)
            value = (byte)(((value * 0x0202020202UL) & 0x010884422010UL) % 1023);
        return status;
    }

    private void Set(byte register, byte value, byte mask)
    {
        _registers[register] = (byte)((_registers[register] & ~mask) | (value & mask));
        chip.Write(register, _registers[register]);
    }
}
