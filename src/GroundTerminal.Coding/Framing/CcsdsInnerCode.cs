using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The convolutional code between a sync marker and the frame's end: Viterbi from the state that the marker leaves, NRZ-M where asked for.</summary>
/// <remarks>CCSDS 131.0-B-5 §3; symbols that a punctured code leaves out are erasures of the code of rate 1/2. Holds scratch; allocates nothing after construction.</remarks>
internal sealed class CcsdsInnerCode
{
    private readonly ViterbiDecoder _viterbi;
    private readonly DifferentialCode? _precoding;
    private readonly uint _marker;
    private readonly byte[] _bits;
    private readonly float[] _sums, _whole;
    private readonly CcsdsDepuncturer? _depuncturer;

    /// <param name="code">Of rate 1/2, or that punctured.</param>
    /// <param name="bytes">Of the frame.</param>
    /// <param name="differential">True where the bits are NRZ-M coded before the convolutional code.</param>
    public CcsdsInnerCode(ConvolutionalCode code, int bytes, bool differential)
    {
        (Code, Bytes) = (code, bytes);
        Mother = code.IsPunctured ? new ConvolutionalCode(code.Name, code.ConstraintLength, code.OctalGenerators, code.Inverted) : code;
        _viterbi = new ViterbiDecoder(Mother, (8 * bytes) + TailBits);
        _precoding = differential ? new DifferentialCode(DifferentialKind.Mark) : null;
        _marker = CcsdsSyncMarker.Levels(differential);
        _bits = new byte[bytes + ((TailBits + 7) / 8)];
        _sums = new float[(8 * bytes) + TailBits + 1];
        _depuncturer = code.IsPunctured ? new CcsdsDepuncturer(code) : null;
        _whole = code.IsPunctured ? new float[2 * ((8 * bytes) + TailBits)] : [];
    }

    /// <summary>Bits after the frame's end that help to decide its last bits, where they are part of the same stream.</summary>
    public const int TailBits = 24;

    public ConvolutionalCode Code { get; }

    public int Bytes { get; }

    /// <summary>Symbols of the frame at rate 1/2.</summary>
    public int Symbols => 16 * Bytes;

    private ConvolutionalCode Mother { get; }

    /// <summary>Decodes a frame.</summary>
    /// <param name="symbols">Those of the frame, and of up to <see cref="TailBits"/> more bits. Fewer: its beginning.</param>
    /// <param name="frame"><see cref="Bytes"/> long; of a beginning its whole bytes are filled.</param>
    /// <param name="phase">Step of the puncturing pattern at which the marker begins.</param>
    public ViterbiResult Decode(ReadOnlySpan<float> symbols, Span<byte> frame, int phase = 0)
    {
        var whole = Whole(symbols, phase);
        var result = _viterbi.Decode(whole, _bits, ViterbiEnds.From(StartState));
        frame = frame[..Math.Min(Bytes, whole.Length / 16)];
        _bits.AsSpan(0, frame.Length).CopyTo(frame);
        if (_precoding is null)
            return result;
        Span<byte> before = [(byte)_marker];
        _precoding.Reset();
        _precoding.Decode(before);
        _precoding.Decode(frame);
        return result;
    }

    /// <summary>The trust in each byte of the frame decoded last.</summary>
    public void Reliabilities(ReadOnlySpan<float> symbols, Span<float> reliabilities, int phase = 0) =>
        ConvolutionalReliability.Fill(Mother, StartState, Whole(symbols, phase), _bits, _sums, reliabilities);

    private int StartState => (int)_marker & (Code.States - 1);

    /// <summary>The code that options say.</summary>
    /// <exception cref="ArgumentException">A name or a rate that is not known.</exception>
    public static ConvolutionalCode CodeOf(FramingOptions options)
    {
        if (options.CodeRate is null or "1/2")
            return CodeByName(options.Convolutional);
        if (options.Convolutional is not (null or "CCSDS" or "CCSDS uninverted"))
            throw new ArgumentException($"Convolutional code '{options.Convolutional}' has no rate {options.CodeRate}; only CCSDS has.", nameof(options));
        return options.CodeRate switch
        {
            "2/3" => ConvolutionalCode.CcsdsRate23,
            "3/4" => ConvolutionalCode.CcsdsRate34,
            "5/6" => ConvolutionalCode.CcsdsRate56,
            "7/8" => ConvolutionalCode.CcsdsRate78,
            _ => throw new ArgumentException($"Rate '{options.CodeRate}' of a convolutional code is not known; expected 1/2, 2/3, 3/4, 5/6 or 7/8.", nameof(options)),
        };
    }

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

    /// <summary>Whole steps of rate 1/2, with zeros for what was not sent.</summary>
    private ReadOnlySpan<float> Whole(ReadOnlySpan<float> symbols, int phase)
    {
        if (_depuncturer is null)
            return symbols;
        var n = Code.Generators.Length;
        var count = _depuncturer.Process(symbols, (phase + CcsdsSyncMarker.Bits) % Code.StepsPerPeriod * n, _whole);
        return _whole.AsSpan(0, count - (count % n));
    }
}
