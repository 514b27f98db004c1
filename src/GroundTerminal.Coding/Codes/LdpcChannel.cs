namespace GroundTerminal.Coding.Codes;

/// <summary>What symbols of ±1 look like in white noise of deviation σ.</summary>
/// <param name="esN0Db">Es/N0, dB.</param>
internal readonly struct LdpcChannel(double esN0Db)
{
    private double Variance => 0.5 / Math.Pow(10, esN0Db / 10);

    /// <summary>E |1 + σn|.</summary>
    public double MeanMagnitude
    {
        get
        {
            double mean = 0;
            for (var x = -8.0; x <= 8; x += 1 / 64.0)
                mean += Math.Abs(1 + (Math.Sqrt(Variance) * x)) * Math.Exp(-x * x / 2) / (64 * Math.Sqrt(Math.Tau));
            return mean;
        }
    }

    /// <summary>Mean magnitude of a symbol's log-likelihood ratio.</summary>
    public double MeanRatio => 2 / Variance * MeanMagnitude;

    /// <summary>E s² / (E |s|)²; π/2 for noise alone.</summary>
    public double Spread => (1 + Variance) / (MeanMagnitude * MeanMagnitude);

    /// <summary>Share of wrong hard decisions, Q(1/σ).</summary>
    public double ErrorRate
    {
        get
        {
            double rate = 0;
            for (var x = 1 / Math.Sqrt(Variance); x < 9; x += 1 / 256.0)
                rate += Math.Exp(-x * x / 2) / (256 * Math.Sqrt(Math.Tau));
            return rate;
        }
    }
}
