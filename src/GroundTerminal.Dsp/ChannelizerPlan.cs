using System.Numerics;

namespace GroundTerminal.Dsp;

/// <summary>The sizes of a <see cref="Channelizer"/> for a stream: its transform, and which decimations it offers.</summary>
/// <remarks>
/// Fast convolution with one forward transform for all channels and a small inverse one for each: M. Borgerding, Turning overlap-save into a multiband mixing, downsampling filter bank,
/// IEEE Signal Processing Magazine 23(2), 2006. A transform of N samples gives 3N/4 new ones, so that filters may be N/4 + 1 samples long.
/// </remarks>
public sealed record ChannelizerPlan
{
    /// <summary>The slowest channel, Hz at least; a receiver of a slower one would cost hardly less.</summary>
    public const double LeastRateHz = 48e3;

    /// <summary>A stream that cannot be made this many times slower is not cut into channels: the transform would cost what it saves.</summary>
    public const int LeastGreatestDecimation = 8;

    /// <summary>A channel that cannot be made this many times slower is not cut out.</summary>
    public const int LeastDecimation = 4;

    private const int BinsOfSlowest = 128, LargestTransform = 1 << 16;

    private ChannelizerPlan(double sampleRateHz, int greatestDecimation) =>
        (SampleRateHz, GreatestDecimation, Size) = (sampleRateHz, greatestDecimation, BinsOfSlowest * greatestDecimation);

    /// <summary>Sample rate of the stream, Hz.</summary>
    public double SampleRateHz { get; }

    /// <summary>Decimation of the slowest channels: a power of two.</summary>
    public int GreatestDecimation { get; }

    /// <summary>N, samples of a transform: a power of two.</summary>
    public int Size { get; }

    /// <summary>Samples from one transform to the next: 3N/4.</summary>
    public int Hop => Size / 4 * 3;

    /// <summary>Samples of a transform before and behind those that are its own: N/8, half the length of a filter.</summary>
    public int Lead => Size / 8;

    /// <summary>Spacing of the transform's bins, Hz.</summary>
    public double BinHz => SampleRateHz / Size;

    /// <summary>Width of the filters' transition, half of it on either side of a channel's Nyquist frequency, Hz.</summary>
    public double TransitionHz => ChannelizerFilter.TransitionBins * BinHz;

    /// <summary>The plan for a stream.</summary>
    /// <param name="sampleRateHz">Its sample rate, Hz.</param>
    /// <returns>Null where the stream is too slow to be cut into channels with a gain.</returns>
    public static ChannelizerPlan? For(double sampleRateHz)
    {
        if (!(sampleRateHz >= LeastRateHz * LeastGreatestDecimation && double.IsFinite(sampleRateHz)))
            return null;
        double most = Math.Min(sampleRateHz / LeastRateHz, LargestTransform / BinsOfSlowest);
        return new ChannelizerPlan(sampleRateHz, 1 << BitOperations.Log2((uint)most));
    }

    /// <summary>The decimation for a channel: a power of two.</summary>
    /// <param name="bandHz">Width about the channel's centre that has to come through whole, Hz.</param>
    /// <param name="leastRateHz">Its sample rate at least, Hz.</param>
    /// <returns>1 where the channel is better not cut out.</returns>
    public int Decimation(double bandHz, double leastRateHz)
    {
        double rate = Math.Max(leastRateHz, bandHz + TransitionHz);
        int decimation = GreatestDecimation;
        while (decimation > 1 && SampleRateHz / decimation < rate)
            decimation /= 2;
        return decimation < LeastDecimation ? 1 : decimation;
    }
}
