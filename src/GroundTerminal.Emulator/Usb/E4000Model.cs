namespace GroundTerminal.Emulator.Usb;

/// <summary>Elonics E4000 by its registers.</summary>
/// <remarks>Register meanings: Elonics data sheet (2010). The oscillator's reach is that of chips people have measured: 52 to 2210 MHz with a gap from 1105 to 1245 MHz.</remarks>
internal sealed class E4000Model(double crystalHz) : IRtlTunerModel
{
    private const double LowestVcoHz = 2.49e9, HighestVcoHz = 4.42e9;
    private static readonly int[] ThreePhaseDividers = [2, 8, 12, 16, 24, 32, 40, 48], TwoPhaseDividers = [2, 4, 6, 8, 8, 8, 8, 8];
    private static readonly double[] LowNoiseDb = [-5, -2.5, -2.5, -2.5, 0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5, 20, 25, 30, 30];
    private static readonly double[] MiddleDb = [0, 3, 6, 9], FineDb = [0, 1, 2, 2], LastDb = [3, 6, 9, 12, 15, 15, 15, 15];
    private readonly byte[] _registers = new byte[256];
    private byte _pointer;

    public byte Address => 0xc8;

    public double OscillatorHz => VcoHz / ((_registers[0x0d] & 0x08) != 0 ? ThreePhaseDividers : TwoPhaseDividers)[_registers[0x0d] & 7];

    public bool IsLocked => IsAwake && VcoHz is >= LowestVcoHz and <= HighestVcoHz;

    public bool IsAwake => (_registers[0x00] & 0x02) != 0;

    public bool IsZeroIf => true;

    public double UpconversionHz => 0;

    public bool HasAutomaticGain => (_registers[0x1a] & 0x0f) != 0 || (_registers[0x20] & 0x01) != 0;

    public IReadOnlyDictionary<string, double> StageGainsDb => new Dictionary<string, double>
    {
        ["LNA"] = LowNoiseDb[_registers[0x14] & 0x0f],
        ["MIX"] = (_registers[0x15] & 1) != 0 ? 12 : 4,
        ["IF1"] = (_registers[0x16] & 1) != 0 ? 6 : -3,
        ["IF2"] = MiddleDb[(_registers[0x16] >> 1) & 3],
        ["IF3"] = MiddleDb[(_registers[0x16] >> 3) & 3],
        ["IF4"] = FineDb[(_registers[0x16] >> 5) & 3],
        ["IF5"] = LastDb[_registers[0x17] & 7],
        ["IF6"] = LastDb[(_registers[0x17] >> 3) & 7],
    };

    public ReadOnlySpan<byte> Registers => _registers;

    private double VcoHz => crystalHz * (_registers[0x09] + (((_registers[0x0b] << 8) | _registers[0x0a]) / 65536.0));

    public void Write(ReadOnlySpan<byte> message)
    {
        if (message.Length == 0)
            return;
        _pointer = message[0];
        foreach (byte value in message[1..])
            _registers[_pointer++] = value;
        if ((_registers[0x00] & 0x01) != 0)
        {
            byte master = _registers[0x00];
            PowerOn();
            _registers[0x00] = (byte)(master & 0x02);
        }
    }

    public void Read(Span<byte> answer)
    {
        foreach (ref byte value in answer)
        {
            value = _pointer switch
            {
                0x02 => 0x40,
                0x07 => (byte)((_registers[0x07] & ~1) | (IsLocked ? 1 : 0)),
                _ => _registers[_pointer],
            };
            _pointer++;
        }
    }

    public void PowerOn()
    {
        Array.Clear(_registers);
        _registers[0x00] = 0x04; // power-on was detected
    }
}
