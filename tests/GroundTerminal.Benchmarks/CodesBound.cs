namespace GroundTerminal.Benchmarks;

/// <summary>What the best code of a length could do on the binary-input Gaussian channel: the normal approximation.</summary>
/// <remarks>Y. Polyanskiy, H. V. Poor, S. Verdú, "Channel coding rate in the finite blocklength regime", IEEE Trans. Inf. Theory 56, 2010: frame error rate Q((n(C − R) + ½ log₂ n)/√(nV)).</remarks>
internal static class CodesBound
{
    /// <summary>Eb/N0 in dB at which it has a frame error rate.</summary>
    public static double EbN0Db(int codeBits, int dataBits, double frameErrorRate)
    {
        var (low, high) = (-2.0, 8.0);
        while (high - low > 1e-3)
        {
            var middle = (low + high) / 2;
            if (FrameErrorRate(codeBits, dataBits, middle) > frameErrorRate)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    private static double FrameErrorRate(int codeBits, int dataBits, double ebN0Db)
    {
        var ratio = 4 * Math.Pow(10, ebN0Db / 10) * dataBits / codeBits; // mean of the log-likelihood ratio; its variance is twice that
        var (mean, square) = (0.0, 0.0);
        for (var x = -8.0; x <= 8; x += 1 / 64.0)
        {
            var (weight, information) = (Math.Exp(-x * x / 2) / (64 * Math.Sqrt(Math.Tau)), 1 - Math.Log2(1 + Math.Exp(-ratio - (Math.Sqrt(2 * ratio) * x))));
            (mean, square) = (mean + (weight * information), square + (weight * information * information));
        }
        return Tail(((codeBits * mean) - dataBits + (Math.Log2(codeBits) / 2)) / Math.Sqrt(codeBits * (square - (mean * mean))));
    }

    private static double Tail(double x)
    {
        double tail = 0;
        for (var y = x; y < Math.Max(x, 0) + 9; y += 1 / 256.0)
            tail += Math.Exp(-y * y / 2) / (256 * Math.Sqrt(Math.Tau));
        return tail;
    }
}
