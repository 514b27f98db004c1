namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>Where a receiver or a transmitter of the board is tuned; commands change it, the sample connection sees that.</summary>
internal sealed class RedPitayaTuning
{
    private readonly Lock _guard = new();
    private double _frequencyHz = RedPitayaProtocol.FirstFrequencyHz;
    private double _sampleRateHz = RedPitayaProtocol.RateOf(RedPitayaProtocol.FirstRate)!.Value;
    private CancellationTokenSource _changed = new();

    /// <summary>Takes a command word.</summary>
    public void Take(uint word)
    {
        uint value = RedPitayaProtocol.ValueOf(word);
        switch (RedPitayaProtocol.CommandOf(word))
        {
            case RedPitayaCommand.Frequency:
                Set(value, null);
                break;
            case RedPitayaCommand.Rate when RedPitayaProtocol.RateOf(value) is { } rate:
                Set(null, rate);
                break;
        }
    }

    /// <summary>What is set, and a token that is cancelled as soon as that is old.</summary>
    public (double SampleRateHz, double FrequencyHz, CancellationToken Changed) Current()
    {
        lock (_guard)
            return (_sampleRateHz, _frequencyHz, _changed.Token);
    }

    private void Set(double? frequencyHz, double? sampleRateHz)
    {
        CancellationTokenSource old;
        lock (_guard)
        {
            double frequency = frequencyHz ?? _frequencyHz, rate = sampleRateHz ?? _sampleRateHz;
            if (frequency == _frequencyHz && rate == _sampleRateHz)
                return;
            (_frequencyHz, _sampleRateHz, old, _changed) = (frequency, rate, _changed, new CancellationTokenSource());
        }
        old.Cancel();
    }
}
