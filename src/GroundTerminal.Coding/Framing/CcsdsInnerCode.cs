using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The convolutional code between a sync marker and the frame's end: Viterbi from the state that the marker leaves, NRZ-M where asked for.</summary>
/// <remarks>CCSDS 131.0-B-5 §3. Holds scratch; allocates nothing after construction.</remarks>
internal sealed class CcsdsInnerCode
{
    private readonly ViterbiDecoder _viterbi;
    private readonly DifferentialCode? _precoding;
    private readonly uint _marker;
    private readonly byte[] _bits;
    private readonly float[] _sums;

    /// <param name="code">Rate 1/2.</param>
    /// <param name="bytes">Of the frame.</param>
    /// <param name="differential">True where the bits are NRZ-M coded before the convolutional code.</param>
    public CcsdsInnerCode(ConvolutionalCode code, int bytes, bool differential)
    {
        (Code, Bytes) = (code, bytes);
        _viterbi = new ViterbiDecoder(code, (8 * bytes) + TailBits);
        _precoding = differential ? new DifferentialCode(DifferentialKind.Mark) : null;
        _marker = CcsdsSyncMarker.Levels(differential);
        _bits = new byte[bytes + ((TailBits + 7) / 8)];
        _sums = new float[(8 * bytes) + TailBits + 1];
    }

    /// <summary>Bits after the frame's end that help to decide its last bits, where they are part of the same stream.</summary>
    public const int TailBits = 24;

    public ConvolutionalCode Code { get; }

    public int Bytes { get; }

    /// <summary>Symbols of the frame.</summary>
    public int Symbols => 16 * Bytes;

    /// <summary>Decodes a frame.</summary>
    /// <param name="symbols"><see cref="Symbols"/>, or up to 2·<see cref="TailBits"/> more.</param>
    /// <param name="frame"><see cref="Bytes"/> long.</param>
    public ViterbiResult Decode(ReadOnlySpan<float> symbols, Span<byte> frame)
    {
        var result = _viterbi.Decode(symbols, _bits, ViterbiEnds.From(StartState));
        _bits.AsSpan(0, Bytes).CopyTo(frame);
        if (_precoding is null)
            return result;
        Span<byte> before = [(byte)_marker];
        _precoding.Reset();
        _precoding.Decode(before);
        _precoding.Decode(frame);
        return result;
    }

    /// <summary>The trust in each byte of the frame decoded last.</summary>
    public void Reliabilities(ReadOnlySpan<float> symbols, Span<float> reliabilities) =>
        ConvolutionalReliability.Fill(Code, StartState, symbols, _bits, _sums, reliabilities);

    private int StartState => (int)_marker & (Code.States - 1);

    /// <summary>The four of the catalogue.</summary>
    /// <exception cref="ArgumentException">Another name.</exception>
    public static ConvolutionalCode CodeByName(string? name) => name switch
    {
        null or "CCSDS" => ConvolutionalCode.Ccsds,
        "CCSDS uninverted" => ConvolutionalCode.CcsdsUninverted,
        "NASA-DSN" => ConvolutionalCode.NasaDsn,
        "NASA-DSN uninverted" => ConvolutionalCode.NasaDsnUninverted,
        _ => throw new ArgumentException($"Convolutional code '{name}' is not known; expected CCSDS, CCSDS uninverted, NASA-DSN or NASA-DSN uninverted.", nameof(name)),
    };
}
