namespace GroundTerminal.Dsp;

/// <summary>How far a signal's power spreads over a band, from one power spectrum.</summary>
public static class SpectralSpread
{
    /// <summary>Standard deviations of the noise outside the narrow band that are not yet signal.</summary>
    private const float Doubt = 2.5f;

    /// <summary>Whether more than a share of what rises out of the noise lies outside of every narrower band. Of noise alone, seldom.</summary>
    /// <param name="power">Power by bin over the band.</param>
    /// <param name="width">Bins of the narrower band; where the whole is not wider, nothing lies outside.</param>
    /// <param name="noisePower">Mean power of the noise in a bin, at most what it is: where less is known, noise counts as signal.</param>
    /// <param name="share">Of the power inside, above 0.</param>
    public static bool Exceeds(ReadOnlySpan<float> power, int width, float noisePower, float share)
    {
        if (width >= power.Length)
            return false;
        var inside = 0f;
        for (var k = 0; k < width; k++)
            inside += power[k];
        var (all, most) = (inside, inside);
        for (var k = width; k < power.Length; k++)
        {
            all += power[k];
            most = Math.Max(most, inside += power[k] - power[k - width]);
        }
        var outside = power.Length - width;
        return all - most - (outside * noisePower) > (share * Math.Max(0, most - (width * noisePower))) + (Doubt * MathF.Sqrt(outside) * noisePower);
    }
}
