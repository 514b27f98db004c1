namespace GroundTerminal.Emulator.Usb;

/// <summary>The RTL2832U by its registers, with a tuner and an EEPROM on its I2C bus. Not synchronized.</summary>
/// <remarks>Blocks and addresses: osmocom's librtlsdr, the kernel's rtl2832 and rtl28xxu drivers.</remarks>
internal sealed class Rtl2832Model(double crystalHz, IRtlTunerModel tuner, RtlEepromModel eeprom)
{
    private const int UsbBlock = 1, SystemBlock = 2, I2cBlock = 6, Pages = 8;
    private const int EndpointControl = 0x2148, DemodulatorControl = 0x3000, Outputs = 0x3001, OutputEnable = 0x3003;
    private const double TwoTo22 = 1 << 22, TwoTo24 = 1 << 24;
    private readonly byte[][] _pages = [.. Enumerable.Range(0, Pages).Select(_ => new byte[256])];
    private readonly byte[] _usb = new byte[0x1000], _system = new byte[0x1000];

    /// <summary>The endpoint's buffer is held empty.</summary>
    public bool IsEndpointHeld => (_usb[EndpointControl & 0xfff] & 0x10) != 0;

    public ReadOnlySpan<byte> Page(int page) => _pages[page];

    public void PowerOn()
    {
        foreach (byte[] page in _pages)
            Array.Clear(page);
        Array.Clear(_usb);
        Array.Clear(_system);
        _usb[EndpointControl & 0xfff] = 0x10;
        _system[DemodulatorControl & 0xfff] = 0x20;
        _pages[0][0x08] = 0xcd; // both converters on
        tuner.PowerOn();
    }

    /// <summary>A vendor request.</summary>
    /// <returns>False where it is refused.</returns>
    public bool Control(byte requestType, ushort value, ushort index, Span<byte> data)
    {
        bool writes = (requestType & 0x80) == 0;
        if ((requestType & 0x60) != 0x40 || writes != ((index & 0x10) != 0))
            return false;
        return (index >> 8) switch
        {
            0 => Demodulator(index & 0x0f, value, data, writes),
            UsbBlock => Plain(_usb, value, data, writes),
            SystemBlock => Plain(_system, value, data, writes),
            I2cBlock => I2c((byte)value, data, writes),
            _ => false,
        };
    }

    public RtlDongleStatus Status()
    {
        byte[] one = _pages[1];
        bool zeroIf = (one[0xb1] & 1) != 0, inverts = (one[0x15] & 1) != 0;
        bool quadraturePin = (_pages[0][0x06] & 0x10) != 0;
        char? direct = zeroIf || (tuner.IsAwake && !quadraturePin) ? null : quadraturePin ? 'q' : 'i';
        double intermediateHz = IntermediateFrequencyHz(one), oscillatorHz = tuner.OscillatorHz - tuner.UpconversionHz;
        bool lowIf = !zeroIf && direct is null;
        return new RtlDongleStatus
        {
            IsStreaming = (_system[DemodulatorControl & 0xfff] & 0xe8) == 0xe8 && !IsEndpointHeld && SampleRateHz(one) > 0,
            SampleRateHz = SampleRateHz(one),
            CenterFrequencyHz = direct is not null ? intermediateHz : lowIf ? oscillatorHz - intermediateHz : oscillatorHz + intermediateHz,
            OscillatorHz = tuner.OscillatorHz,
            IntermediateFrequencyHz = intermediateHz,
            IsLocked = tuner.IsLocked,
            IsTunerAwake = tuner.IsAwake,
            HasAutomaticGain = tuner.HasAutomaticGain,
            StageGainsDb = tuner.StageGainsDb,
            IsCounting = (_pages[0][0x19] & 0x07) == 0x03,
            HasDigitalGainControl = (_pages[0][0x19] & 0x20) != 0,
            DirectSampling = direct,
            IsMirrored = lowIf != inverts,
            HasBiasTee = (_system[Outputs & 0xfff] & _system[OutputEnable & 0xfff] & 1) != 0,
        };
    }

    private bool Demodulator(int page, ushort value, Span<byte> data, bool writes)
    {
        bool powered = (_system[DemodulatorControl & 0xfff] & 0xa0) == 0xa0;
        if (!powered || (value & 0xff) != 0x20)
            return false;
        if (page >= Pages)
        {
            data.Clear();
            return !writes;
        }
        return Plain(_pages[page], (ushort)(value >> 8), data, writes);
    }

    private static bool Plain(byte[] registers, ushort address, Span<byte> data, bool writes)
    {
        for (var i = 0; i < data.Length; i++)
        {
            ref byte register = ref registers[(address + i) % registers.Length];
            if (writes)
                register = data[i];
            else
                data[i] = register;
        }
        return true;
    }

    /// <summary>The tuner is behind the repeater, which is open while bit 3 of register 01 of page 1 is set; nobody there means no acknowledge.</summary>
    private bool I2c(byte address, Span<byte> data, bool writes)
    {
        if (address == RtlEepromModel.Address)
        {
            if (writes)
                eeprom.Write(data);
            else
                eeprom.Read(data);
            return true;
        }
        if (address != tuner.Address || (_pages[1][0x01] & 0x08) == 0)
            return false;
        if (writes)
            tuner.Write(data);
        else
            tuner.Read(data);
        return true;
    }

    /// <summary>28 bits of ratio, of which bit 27 counts twice; 14 bits of offset of the sampling clock.</summary>
    private double SampleRateHz(byte[] page)
    {
        uint ratio = ((uint)page[0x9f] << 24) | ((uint)page[0xa0] << 16) | ((uint)page[0xa1] << 8) | page[0xa2];
        ratio &= 0x0ffffffc;
        ratio |= (ratio & 0x08000000) << 1;
        int offset = (((page[0x3e] & 0x3f) << 8) | page[0x3f]) << 18 >> 18;
        return ratio == 0 ? 0 : crystalHz * TwoTo22 / ratio * (1 + (offset / TwoTo24));
    }

    /// <summary>22 bits, two's complement, of what is added to a frequency.</summary>
    private double IntermediateFrequencyHz(byte[] page)
    {
        int word = (((page[0x19] & 0x3f) << 16) | (page[0x1a] << 8) | page[0x1b]) << 10 >> 10;
        double intermediateHz = -word * crystalHz / TwoTo22;
        return intermediateHz < 0 && (page[0xb1] & 1) == 0 ? intermediateHz + crystalHz : intermediateHz;
    }
}
