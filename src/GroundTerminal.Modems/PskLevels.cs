namespace GroundTerminal.Modems;

/// <summary>Mean magnitude and Es/N0 of symbols of constant modulus, by their second and fourth moments over some thousand symbols.</summary>
/// <remarks>D. Pauluzzi, N. Beaulieu, "A comparison of SNR estimation techniques for the AWGN channel", IEEE Trans. Commun. 48 (2000) 1681: M₂M₄.</remarks>
/// <param name="kind">Constellation.</param>
/// <param name="losses">Of the receiving filter; they are taken off.</param>
internal sealed class PskLevels(PskKind kind, PskLosses losses)
{
    private const double Memory = PskBlock.Symbols / 1024.0, MomentMemory = PskBlock.Symbols / 4096.0;
    private double _magnitude, _second, _fourth;
    private long _blocks;

    /// <summary>Mean magnitude of a rail.</summary>
    public float Magnitude => (float)Math.Max(_magnitude, 1e-30);

    /// <summary>Es/N0, dB.</summary>
    public float EsN0Db
    {
        get
        {
            var signal = PskBlock.IsOffset(kind) ? RailPower(_second, _fourth) : Math.Sqrt(Math.Max((2 * _second * _second) - _fourth, 0));
            var noise = (_second - signal - (losses.Neighbours * signal)) / losses.Noise;
            var ratio = signal / Math.Max(noise, 1e-12 * _second);
            // A rail has half the energy of an offset symbol and half of its noise, but all of a bit's of GMSK.
            return (float)(10 * Math.Log10(Math.Clamp(kind == PskKind.GaussianMinimumShift ? ratio / 2 : ratio, 1e-2, 1e6)));
        }
    }

    /// <summary>Power of the signal on a rail, by the moments of its values.</summary>
    public static double RailPower(double second, double fourth) => Math.Sqrt(Math.Max(((3 * second * second) - fourth) / 2, 0));

    public void Reset() => (_magnitude, _second, _fourth, _blocks) = (0, 0, 0, 0);

    /// <summary>Takes a block's means.</summary>
    public void Add(double magnitude, double second, double fourth)
    {
        if (!double.IsFinite(magnitude + second + fourth) || !(second > 0))
            return;
        Blend(ref _magnitude, magnitude, Memory);
        Blend(ref _second, second, MomentMemory);
        Blend(ref _fourth, fourth, MomentMemory);
        _blocks++;
    }

    /// <summary>The mean of all at first, later an exponential one.</summary>
    private void Blend(ref double mean, double value, double memory) => mean += Math.Max(memory, 1.0 / (_blocks + 1)) * (value - mean);
}
