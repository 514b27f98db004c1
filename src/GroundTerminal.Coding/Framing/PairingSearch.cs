using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Which symbols of a running stream are pairs of a convolutional code of rate 1/2, and whether QPSK has turned them by 90°, by the code's parity over pieces of the stream.</summary>
/// <remarks>The decision on a piece is by the sum over it and two on either side. Noise gives a sum of 0 ± √5 for each of the four ways, a signal at Es/N0 = −1 dB one of 11 for the right one.</remarks>
internal sealed class PairingSearch
{
    /// <summary>Pairs of a piece.</summary>
    public const int Piece = 256;

    /// <summary>Pieces that must have come after the one that is decided on.</summary>
    public const int Ahead = 2;

    /// <summary>Symbols of either kind that <see cref="Add"/> takes: the piece and some before it.</summary>
    public const int Window = Piece + 17;

    /// <summary>No code: what noise exceeds for one piece in ten.</summary>
    private const float LeastSum = 4.5f;
    private const int Ways = 4, Pieces = (2 * Ahead) + 1;
    private readonly ConvolutionalParity _parity;
    private readonly float[] _deviations = new float[Pieces * Ways];
    private int _next;

    /// <param name="code">Of rate 1/2 with generators of an odd number of ones each, so that a turn by 90° shows in the sign.</param>
    public PairingSearch(ConvolutionalCode code) => _parity = new ConvolutionalParity(code);

    /// <summary>Takes the next piece.</summary>
    /// <param name="even">Symbols of even number, <see cref="Window"/> of them, the piece's last; finite.</param>
    /// <param name="odd">Those of odd number.</param>
    public void Add(ReadOnlySpan<float> even, ReadOnlySpan<float> odd)
    {
        var ways = _deviations.AsSpan(_next * Ways, Ways);
        ways[0] = _parity.Deviations(even[1..], odd[1..]);
        ways[1] = _parity.Deviations(odd[..^1], even[1..]);
        ways[2] = -_parity.Deviations(odd[1..], even[1..]);
        ways[3] = -_parity.Deviations(even[1..], odd[..^1]);
        _next = (_next + 1) % Pieces;
    }

    /// <summary>Decides on the piece that came <see cref="Ahead"/> before the last one.</summary>
    /// <returns>Bit 0: a pair is an odd symbol and the even one after it; bit 1: turned, (a, b) came as (−b, a) or (b, −a). −1: none is of the code.</returns>
    public int Decide()
    {
        var (best, most) = (-1, LeastSum);
        for (var way = 0; way < Ways; way++)
        {
            var sum = 0f;
            for (var piece = 0; piece < Pieces; piece++)
                sum += _deviations[(piece * Ways) + way];
            if (sum > most)
                (best, most) = (way, sum);
        }
        return best;
    }

    public void Reset()
    {
        Array.Clear(_deviations);
        _next = 0;
    }
}
