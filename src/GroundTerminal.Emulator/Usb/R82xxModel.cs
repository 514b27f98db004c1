namespace GroundTerminal.Emulator.Usb;

/// <summary>Rafael Micro R820T or R828D by its registers.</summary>
/// <remarks>
/// Register meanings: R820T register description (Rafael Micro, 2012) and the kernel's r820t driver; gains as osmocom measured them. Reading always begins at
/// register 0 and the lowest bit comes first, as in the chip.
/// </remarks>
internal sealed class R82xxModel(byte address, double crystalHz, int vcoFineTune, bool hasUpconverter) : IRtlTunerModel
{
    private const double LowestVcoHz = 1.75e9, HighestVcoHz = 3.6e9;
    private const int CalibrationCode = 7;
    private static readonly int[] LowNoiseSteps = [0, 9, 13, 40, 38, 13, 31, 22, 26, 31, 26, 14, 19, 5, 35, 13];
    private static readonly int[] MixerSteps = [0, 5, 10, 10, 19, 9, 10, 25, 17, 10, 8, 16, 13, 6, 3, -8];
    private static readonly int[] VariableSteps = [-47, 26, 26, 30, 42, 35, 24, 13, 14, 32, 36, 34, 35, 37, 35, 36];
    private readonly byte[] _registers = new byte[32];
    private bool _calibrating, _calibrated;

    public byte Address => address;

    public double OscillatorHz => VcoHz / (2 << Math.Min(_registers[0x10] >> 5, 5));

    public bool IsLocked => IsAwake && VcoHz is >= LowestVcoHz and <= HighestVcoHz;

    public bool IsAwake => (_registers[0x0c] & 0x40) != 0 && (_registers[0x08] & 0x80) != 0;

    public bool IsZeroIf => false;

    public double UpconversionHz => hasUpconverter && (_registers[0x06] & 0x08) != 0 ? crystalHz : 0;

    public bool HasAutomaticGain => (_registers[0x05] & 0x10) == 0 || (_registers[0x07] & 0x10) != 0;

    public IReadOnlyDictionary<string, double> StageGainsDb => new Dictionary<string, double>
    {
        ["LNA"] = Sum(LowNoiseSteps, _registers[0x05]),
        ["MIX"] = Sum(MixerSteps, _registers[0x07]),
        ["VGA"] = Sum(VariableSteps, _registers[0x0c]),
    };

    public ReadOnlySpan<byte> Registers => _registers;

    private double VcoHz
    {
        get
        {
            int whole = (4 * (_registers[0x14] & 0x3f)) + (_registers[0x14] >> 6) + 13;
            int fraction = (_registers[0x12] & 0x08) != 0 ? 0 : (_registers[0x16] << 8) | _registers[0x15];
            double reference = (_registers[0x10] & 0x10) != 0 ? crystalHz / 2 : crystalHz;
            return 2 * reference * (whole + (fraction / 65536.0));
        }
    }

    public void Write(ReadOnlySpan<byte> message)
    {
        if (message.Length == 0)
            return;
        for (var i = 1; i < message.Length; i++)
        {
            int register = message[0] + i - 1;
            if (register is >= 5 and < 32)
                _registers[register] = message[i];
        }
        bool calibrates = (_registers[0x0b] & 0x10) != 0 && (_registers[0x0f] & 0x04) != 0 && IsLocked;
        _calibrated |= _calibrating && !calibrates;
        _calibrating = calibrates;
    }

    public void Read(Span<byte> answer)
    {
        for (var i = 0; i < answer.Length; i++)
        {
            int value = i switch
            {
                0 => 0x96,
                2 => (IsLocked ? 0x40 : 0) | 0x1b,
                3 => ((_registers[0x07] & 0x0f) << 4) | (_registers[0x05] & 0x0f),
                4 => (vcoFineTune << 4) | (_calibrated ? CalibrationCode : 0),
                < 5 => 0,
                _ => i < 32 ? _registers[i] : 0,
            };
            answer[i] = Reverse(value);
        }
    }

    public void PowerOn()
    {
        Array.Clear(_registers);
        (_calibrating, _calibrated) = (false, false);
    }

    private static double Sum(int[] tenths, byte register) => tenths.Take((register & 0x0f) + 1).Sum() / 10.0;

    private static byte Reverse(int value)
    {
        var reversed = 0;
        for (var bit = 0; bit < 8; bit++)
            reversed |= ((value >> bit) & 1) << (7 - bit);
        return (byte)reversed;
    }
}
