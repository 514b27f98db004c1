namespace GroundTerminal.Station.Radios;

/// <summary>When the samples of a device were received, by when they came: its sample clock against the machine's, under delays that are never below some least one.</summary>
/// <remarks>
/// The earliest arrival of each stretch of time stands for it; a line through those of the last hour, at most 64 of them, gives offset and drift (least squares). Blocks
/// that came late, for whatever reason, so move nothing. Where even the earliest are late, for two seconds, samples were lost that nobody told of. One thread writes and reads; <see cref="DriftPpm"/> and <see cref="UncertaintySeconds"/> may be read by any.
/// Times are seconds of a clock that is never set, such as CLOCK_MONOTONIC; it runs at the rate of UTC where something keeps it.
/// </remarks>
public sealed class SampleTimeline
{
    private const int Most = 64, LeastForDrift = 6;
    private const double FirstStretchSeconds = 0.5, LongestStretchSeconds = 60, WatchSeconds = 1, LeastSlipSeconds = 0.02;
    private readonly double _sampleRateHz;
    private readonly double[] _at = new double[Most], _offset = new double[Most];
    private int _count;
    private double _stretchSeconds = FirstStretchSeconds, _stretchEnd = double.NaN;
    private double _bestAt, _bestOffset = double.PositiveInfinity;
    private double _watchEnd = double.NegativeInfinity, _earliest = double.PositiveInfinity, _earliestBefore, _slip, _usualDelay;
    private double _level, _slope, _center, _drift = double.NaN, _uncertainty = double.NaN;

    /// <param name="sampleRateHz">Sample rate by the device's own clock, Hz.</param>
    public SampleTimeline(double sampleRateHz) => _sampleRateHz = sampleRateHz;

    /// <summary>How much faster the device's sample clock runs than the machine's, ppm; NaN before three seconds have passed.</summary>
    public double DriftPpm => Volatile.Read(ref _drift);

    /// <summary>Half width of the interval that a sample's time lies in, by the machine's clock, s; NaN before the first block. The least delay of the device itself is not seen, and not in it.</summary>
    public double UncertaintySeconds => Volatile.Read(ref _uncertainty);

    /// <summary>Whether a block was seen since the beginning, or since the last <see cref="Interrupt"/>.</summary>
    public bool HasBegun => !double.IsNaN(_stretchEnd);

    /// <summary>Takes note of a block.</summary>
    /// <param name="endSample">Index of the sample after its last.</param>
    /// <param name="samples">How long it is.</param>
    /// <param name="arrivalSeconds">When it was there.</param>
    public void Observe(long endSample, int samples, double arrivalSeconds)
    {
        double at = endSample / _sampleRateHz, offset = arrivalSeconds - at;
        if (!HasBegun)
        {
            _stretchEnd = arrivalSeconds + _stretchSeconds;
            Volatile.Write(ref _uncertainty, samples / _sampleRateHz);
            (_level, _center) = (offset - _usualDelay, at); // the first block is not the earliest, and Missing has taken off as much
        }
        if (offset < _bestOffset)
            (_bestAt, _bestOffset) = (at, offset);
        // Until a line can be drawn, and wherever a block comes before it, the earliest arrival is the best that is known.
        if (_count < LeastForDrift && offset < Offset(at))
            _level += offset - Offset(at);
        Watch(offset - Offset(at), arrivalSeconds);
        if (arrivalSeconds < _stretchEnd)
            return;
        EndStretch();
        _stretchEnd = arrivalSeconds + _stretchSeconds;
    }

    /// <summary>How many samples are missing before a block, by when it came; the delay that is usual is taken off.</summary>
    /// <returns>Samples, 0 or more.</returns>
    public long Missing(long endSample, double arrivalSeconds) =>
        (long)Math.Round(Math.Max(0, arrivalSeconds - SecondsOf(endSample) - _usualDelay) * _sampleRateHz);

    /// <summary>Samples that are missing though nobody said so; to be asked after <see cref="Observe"/>. Whoever gets them lets the index go on by as many.</summary>
    /// <returns>Samples; nearly always 0.</returns>
    public long TakeSlip()
    {
        var slip = (long)Math.Round(_slip * _sampleRateHz);
        _slip = 0;
        return slip;
    }

    /// <summary>When a sample was received, s.</summary>
    public double SecondsOf(long sample) => (sample / _sampleRateHz) + Offset(sample / _sampleRateHz);

    /// <summary>The device was closed, or lost an unknown number of samples: what came before says nothing of the offset any more, but still of the drift.</summary>
    public void Interrupt()
    {
        (_count, _stretchSeconds, _stretchEnd, _bestOffset) = (0, FirstStretchSeconds, double.NaN, double.PositiveInfinity);
        (_earliest, _earliestBefore, _watchEnd) = (double.PositiveInfinity, 0, double.NegativeInfinity);
    }

    private double Offset(double at) => _level + (_slope * (at - _center));

    private void Watch(double delay, double arrivalSeconds)
    {
        _usualDelay += (delay - _usualDelay) / 64;
        _earliest = Math.Min(_earliest, delay);
        if (arrivalSeconds < _watchEnd)
            return;
        if (_count >= LeastForDrift && Math.Min(_earliest, _earliestBefore) > LeastSlip)
            (_slip, _earliest, _bestOffset) = (Math.Min(_earliest, _earliestBefore), 0, double.PositiveInfinity);
        (_earliestBefore, _earliest, _watchEnd) = (_earliest, double.PositiveInfinity, arrivalSeconds + WatchSeconds);
    }

    private double LeastSlip => Math.Max(LeastSlipSeconds, 4 * _uncertainty);

    // A stretch that is late as a whole is left to the watch.
    private void EndStretch()
    {
        bool late = _count >= LeastForDrift && _bestOffset - Offset(_bestAt) > LeastSlip;
        if (late || double.IsInfinity(_bestOffset))
        {
            _bestOffset = double.PositiveInfinity;
            return;
        }
        if (_count == Most)
            MakeRoom();
        (_at[_count], _offset[_count]) = (_bestAt, _bestOffset);
        _count++;
        _bestOffset = double.PositiveInfinity;
        if (_count >= LeastForDrift)
            Fit();
    }

    // Neighbours are joined and stretches become twice as long, until they are long enough; then the oldest go.
    private void MakeRoom()
    {
        if (_stretchSeconds >= LongestStretchSeconds)
        {
            _at.AsSpan(1).CopyTo(_at);
            _offset.AsSpan(1).CopyTo(_offset);
            _count--;
            return;
        }
        for (int i = 0; i < Most / 2; i++)
        {
            int earlier = _offset[2 * i] <= _offset[(2 * i) + 1] ? 2 * i : (2 * i) + 1;
            (_at[i], _offset[i]) = (_at[earlier], _offset[earlier]);
        }
        (_count, _stretchSeconds) = (Most / 2, _stretchSeconds * 2);
    }

    private void Fit()
    {
        var (at, offset) = (Mean(_at), Mean(_offset));
        var (covariance, variance, rest) = (0.0, 0.0, 0.0);
        for (int i = 0; i < _count; i++)
        {
            covariance += (_at[i] - at) * (_offset[i] - offset);
            variance += (_at[i] - at) * (_at[i] - at);
        }
        double slope = variance > 0 ? covariance / variance : 0;
        for (int i = 0; i < _count; i++)
            rest = Math.Max(rest, Math.Abs(_offset[i] - offset - (slope * (_at[i] - at))));
        (_level, _slope, _center) = (offset, slope, at);
        Volatile.Write(ref _drift, ((1 / (1 + slope)) - 1) * 1e6);
        Volatile.Write(ref _uncertainty, rest);
    }

    private double Mean(double[] values)
    {
        double sum = 0;
        foreach (double value in values.AsSpan(0, _count))
            sum += value;
        return sum / _count;
    }
}
