using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Automatic gain control: brings the mean power of a complex stream to a level, whatever it was.</summary>
/// <remarks>
/// The mean power of blocks of 32 samples, on a grid from the stream's beginning, goes through a one-pole average; the gain glides within a block from the
/// one that the blocks before the last called for to the one of the last. The average begins as the plain mean of the blocks so far, so that there is no time
/// to settle; the first block has the gain 1.
/// </remarks>
public sealed class Agc
{
    /// <summary>Samples between two estimates.</summary>
    public const int Block = 32;

    private const float LeastPower = 1e-24f;
    private readonly float _share, _level;
    private readonly float[] _powers = new float[Block], _gains = new float[2 * Block];
    private float _average, _gain, _nextGain;
    private int _filled, _blocks;

    /// <param name="averageSamples">Time constant of the average, samples; 1 or more, less than a block counts as one.</param>
    /// <param name="level">Root of the mean square of what comes out, above 0.</param>
    public Agc(double averageSamples, float level = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(averageSamples, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        (_share, _level) = ((float)Math.Min(1, Block / averageSamples), level);
        Reset();
    }

    /// <summary>The gain that holds after the last whole block.</summary>
    public float Gain => _nextGain;

    /// <summary>Takes samples.</summary>
    /// <param name="output">At least input.Length long; may be the input itself.</param>
    /// <returns>input.Length, always.</returns>
    public int Process(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        var count = input.Length;
        _ = output[..count];
        while (!input.IsEmpty)
        {
            var n = Math.Min(input.Length, Block - _filled);
            ComplexKernels.MagnitudeSquared(input[..n], _powers.AsSpan(_filled));
            ComplexKernels.Scale(input[..n], _gains.AsSpan(2 * _filled), output);
            _filled += n;
            if (_filled == Block)
                EndBlock();
            input = input[n..];
            output = output[n..];
        }
        return count;
    }

    /// <summary>Back to gain 1 and nothing known of the stream.</summary>
    public void Reset()
    {
        (_average, _gain, _nextGain, _filled, _blocks) = (0, 1, 1, 0, 0);
        Array.Fill(_gains, 1f);
    }

    private void EndBlock()
    {
        var sum = Lanes4.Create(0);
        for (nuint i = 0; i < Block; i += (nuint)Lanes4.Count)
            sum += Lanes4.Load(in _powers[0], i);
        var power = sum.Sum() * (1f / Block);
        _blocks = Math.Min(_blocks + 1, 1 << 20);
        if (float.IsFinite(power))
            _average += Math.Max(_share, 1f / _blocks) * (power - _average);
        (_gain, _nextGain) = (_nextGain, _level / MathF.Sqrt(Math.Max(_average, LeastPower)));
        if (_blocks == 1)
            _gain = _nextGain;
        FillGains();
        _filled = 0;
    }

    private void FillGains()
    {
        var (gain, slope) = (Vector128.Create(_gain), Vector128.Create((_nextGain - _gain) / Block));
        var at = Vector128.Create(1f, 1, 2, 2);
        for (var i = 0; i < 2 * Block; i += 4)
        {
            (gain + (slope * at)).CopyTo(_gains, i);
            at += Vector128.Create(2f);
        }
    }
}
