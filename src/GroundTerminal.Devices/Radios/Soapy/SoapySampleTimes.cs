namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>Counts lost samples by the time stamps of those that came: a stamp later than due is a gap of so many samples.</summary>
/// <remarks>Each stamp is compared with the one before it, so an error of the stated rate does not add up. Stamps that go back are not a
/// count of samples (some drivers stamp by the computer's clock): from then on they are not believed.</remarks>
internal sealed class SoapySampleTimes(double sampleRateHz)
{
    /// <summary>More than what may have waited in device and driver is a clock that was set.</summary>
    private const double MostWaitingSeconds = 10;
    private long _stampNs, _since;
    private bool _stamped;

    /// <summary>False once stamps went back.</summary>
    public bool Believed { get; private set; } = true;

    /// <summary>Takes samples that have no stamp.</summary>
    /// <returns>True where an overflow before them goes uncounted.</returns>
    public bool Next(int count, bool overflow)
    {
        _since += count;
        return overflow;
    }

    /// <summary>Takes samples with a stamp.</summary>
    /// <param name="stampNs">Time of the first of them.</param>
    /// <param name="elapsedSeconds">Since the previous samples were taken.</param>
    /// <param name="unknown">Samples were lost, but not as many as returned, or none.</param>
    /// <returns>Samples lost before them.</returns>
    public long Next(long stampNs, int count, bool overflow, double elapsedSeconds, out bool unknown)
    {
        double expectedNs = _since * (1e9 / sampleRateHz);
        double jump = Math.Round((stampNs - _stampNs - expectedNs) * (sampleRateHz / 1e9));
        bool first = !_stamped;
        (_stampNs, _since, _stamped) = (stampNs, count, true);
        unknown = overflow;
        if (first || !Believed)
            return 0;
        if (jump < 0)
        {
            Believed = false;
            return 0;
        }
        if (jump > (elapsedSeconds + MostWaitingSeconds) * sampleRateHz)
            return 0;
        unknown = false;
        return (long)jump;
    }
}
