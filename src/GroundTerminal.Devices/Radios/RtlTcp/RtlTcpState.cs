namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>How the dongle is set that a server stands in for: a perfect crystal behind an R820T. One thread.</summary>
internal sealed class RtlTcpState(double sampleRateHz, double centerFrequencyHz)
{
    /// <summary>The sky has its own level at this gain, dB, and at automatic gain.</summary>
    private const double ReferenceGainDb = 29.7;

    private double _rateHz = sampleRateHz, _frequencyHz = centerFrequencyHz;
    private double _clock = 1;
    private int _gainTenthDb = (int)(10 * ReferenceGainDb);
    private bool _manualGain;

    /// <summary>Sample rate, Hz: who says that the crystal is fast is given less.</summary>
    public double SampleRateHz => _rateHz / _clock;

    /// <summary>Radio frequency at 0 Hz, Hz.</summary>
    public double CenterFrequencyHz => _frequencyHz / _clock;

    /// <summary>Null where it is automatic.</summary>
    public double? GainDb => _manualGain ? _gainTenthDb / 10.0 : null;

    /// <summary>Factor of the amplitude.</summary>
    public float Amplitude => (float)Math.Pow(10, ((GainDb ?? ReferenceGainDb) - ReferenceGainDb) / 20);

    /// <summary>A counter is sent instead of samples.</summary>
    public bool TestMode { get; private set; }

    /// <summary>Does as a client says; what has no effect on a sky (bias tee, direct sampling, offset tuning) is accepted.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public string? Apply(RtlTcpCommand command, uint value)
    {
        switch (command)
        {
            case RtlTcpCommand.Frequency: _frequencyHz = value; break;
            case RtlTcpCommand.SampleRate when value is < 1000 or > 20_000_000: return $"sample rate {value} Hz; expected 1 kHz to 20 MHz";
            case RtlTcpCommand.SampleRate: _rateHz = value; break;
            case RtlTcpCommand.GainMode: _manualGain = value != 0; break;
            case RtlTcpCommand.Gain: _gainTenthDb = RtlTcpTuner.R820T.Nearest((int)value); break;
            case RtlTcpCommand.GainIndex when value >= RtlTcpTuner.R820T.GainsTenthDb.Length: return $"gain number {value}; expected 0 to {RtlTcpTuner.R820T.GainsTenthDb.Length - 1}";
            case RtlTcpCommand.GainIndex: _gainTenthDb = RtlTcpTuner.R820T.GainsTenthDb[value]; break;
            case RtlTcpCommand.Correction when (int)value is < -1000 or > 1000: return $"correction {(int)value} ppm; expected -1000 to 1000";
            case RtlTcpCommand.Correction: _clock = 1 + ((int)value * 1e-6); break;
            case RtlTcpCommand.TestMode: TestMode = value != 0; break;
        }
        return null;
    }
}
