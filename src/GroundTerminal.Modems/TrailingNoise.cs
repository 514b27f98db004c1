using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>What a receiver is fed behind the end of its input, to get out what is still inside: noise well below what came before.</summary>
/// <remarks>
/// Silence would not do. What is left of a signal behind filters, by rounding alone, is regular, a discriminator shows it as large as a signal, and the symbol clock follows it for the last symbols of a frame that
/// ends with the input.
/// </remarks>
internal sealed class TrailingNoise
{
    /// <summary>Root mean square over that of the input: −20 dB.</summary>
    private const float Ratio = 0.1f;

    /// <summary>Every so many samples one is looked at, by its index, so that how the stream is cut does not matter.</summary>
    private const int Every = 64;
    private const float Memory = 15f / 16;
    private float _power;
    private uint _state;

    public TrailingNoise() => Reset();

    /// <param name="samples">Complex samples of the input.</param>
    /// <param name="first">Index of the first of them.</param>
    public void Observe(ReadOnlySpan<Complex32> samples, long first)
    {
        for (var i = Next(first); i < samples.Length; i += Every)
            Take(samples[i].MagnitudeSquared);
    }

    /// <param name="samples">Real samples of the input.</param>
    /// <param name="first">Index of the first of them.</param>
    public void Observe(ReadOnlySpan<float> samples, long first)
    {
        for (var i = Next(first); i < samples.Length; i += Every)
            Take(samples[i] * samples[i]);
    }

    public void Fill(Span<Complex32> samples)
    {
        var gain = Ratio * MathF.Sqrt(1.5f * _power);
        foreach (ref var sample in samples)
            sample = new Complex32(gain * Uniform(), gain * Uniform());
    }

    public void Fill(Span<float> samples)
    {
        var gain = Ratio * MathF.Sqrt(3 * _power);
        foreach (ref var sample in samples)
            sample = gain * Uniform();
    }

    public void Reset() => (_power, _state) = (0, 1);

    private static int Next(long first) => (int)((Every - (first % Every)) % Every);

    private void Take(float power)
    {
        // What is no number, or too large to be a sample, says nothing.
        if (power < 1e12f)
            _power = (Memory * _power) + ((1 - Memory) * power);
    }

    /// <summary>Between −1 and 1, variance 1/3: G. Marsaglia, Xorshift RNGs, J. Stat. Softw. 8(14), 2003.</summary>
    private float Uniform()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)_state * (1f / int.MaxValue);
    }
}
