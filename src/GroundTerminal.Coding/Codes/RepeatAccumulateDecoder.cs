namespace GroundTerminal.Coding.Codes;

/// <summary>Iterative soft decoder of a <see cref="RepeatAccumulateCode"/>.</summary>
/// <remarks>
/// D. Divsalar, H. Jin, R. McEliece, "Coding Theorems for 'Turbo-Like' Codes", Allerton 1998: each pass is sixteen accumulators of one bit, decoded forwards and backwards; what a pass learns about
/// a data bit is the others' prior knowledge. Min-sum with the extrinsic values damped by 3/4 (J. Vogt, A. Finger, Electronics Letters 36, 2000), so the scale of the symbols does not matter.
/// A bit of the sum turns one place a step; seen along the turn, bit (lane − step) mod 16 of each word, it is one chain, the lane.
/// </remarks>
public sealed class RepeatAccumulateDecoder
{
    private const int Lanes = RepeatAccumulateCode.WordBits;
    private const float Damping = 0.75f;
    private const float Clip = 8;
    private readonly RepeatAccumulateCode _code;
    private readonly int _maxIterations;
    private readonly float[] _channel;
    private readonly float[] _beliefs;
    private readonly float[] _extrinsic;
    private readonly float[] _forward;
    private readonly byte[] _encoded;
    private readonly byte[] _before;

    /// <param name="code">The code.</param>
    /// <param name="maxIterations">At most so many rounds of the four passes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxIterations"/> is below 1.</exception>
    public RepeatAccumulateDecoder(RepeatAccumulateCode code, int maxIterations = 30)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        (_code, _maxIterations) = (code, maxIterations);
        var dataBits = code.DataBytes * 8;
        _channel = new float[RepeatAccumulateCode.Passes * dataBits];
        _extrinsic = new float[RepeatAccumulateCode.Passes * dataBits];
        _beliefs = new float[dataBits];
        _forward = new float[dataBits];
        _encoded = new byte[code.CodeBytes];
        _before = new byte[code.DataBytes];
    }

    /// <summary>The code.</summary>
    public RepeatAccumulateCode Code => _code;

    /// <summary>Decodes one block.</summary>
    /// <param name="symbols">8 · CodeBytes soft symbols in the order in which they were sent; positive means 1, 0 and NaN are erasures.</param>
    /// <param name="data">Receives DataBytes bytes.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public RepeatAccumulateResult Decode(ReadOnlySpan<float> symbols, Span<byte> data)
    {
        if (symbols.Length != _code.CodeBytes * 8)
            throw new ArgumentException($"{symbols.Length} symbols; a block has {_code.CodeBytes * 8}.", nameof(symbols));
        if (data.Length < _code.DataBytes)
            throw new ArgumentException($"{data.Length} bytes of room; {_code.DataBytes} are needed.", nameof(data));
        data = data[.._code.DataBytes];
        Load(symbols);
        _beliefs.AsSpan().Clear();
        _extrinsic.AsSpan().Clear();
        for (var iteration = 1; ; iteration++)
        {
            for (var pass = 0; pass < RepeatAccumulateCode.Passes; pass++)
                Improve(pass);
            data.CopyTo(_before);
            Decide(data);
            var (present, wrong) = Compare(symbols, data);
            var converged = wrong == 0 || (iteration > 1 && data.SequenceEqual(_before));
            if (converged || iteration == _maxIterations)
                return new RepeatAccumulateResult(iteration, converged, present, wrong);
        }
    }

    /// <summary>Places the symbols at the steps after which they were sent, as log-likelihood ratios of 0 against 1 in units of their mean.</summary>
    private void Load(ReadOnlySpan<float> symbols)
    {
        double sum = 0;
        foreach (var symbol in symbols)
            sum += float.IsFinite(symbol) ? Math.Abs(symbol) : 0;
        var scale = sum > 0 ? symbols.Length / sum : 0;
        _channel.AsSpan().Clear();
        for (var pass = 0; pass < RepeatAccumulateCode.Passes; pass++)
        {
            for (var step = 0; step < _code.DataWords; step++)
            {
                if (!_code.IsSent(pass, step))
                    continue;
                var place = _channel.AsSpan(((pass * _code.DataWords) + step) * Lanes, Lanes);
                for (var bit = 0; bit < Lanes; bit++) // the low byte first, each from its top bit
                {
                    var scaled = (float)(symbols[bit ^ 7] * -scale);
                    place[bit] = float.IsNaN(scaled) ? 0 : Math.Clamp(scaled, -Clip, Clip);
                }
                symbols = symbols[Lanes..];
            }
        }
    }

    /// <summary>One pass forwards and backwards over its sixteen chains.</summary>
    private void Improve(int pass)
    {
        var words = _code.DataWords;
        var channel = _channel.AsSpan(pass * words * Lanes, words * Lanes);
        var extrinsic = _extrinsic.AsSpan(pass * words * Lanes, words * Lanes);
        Span<float> sums = stackalloc float[Lanes];
        sums.Fill(float.MaxValue); // the sums begin with zeros, surely
        for (var step = 0; step < words; step++)
        {
            var word = _code.WordAt(pass, step) * Lanes;
            for (var lane = 0; lane < Lanes; lane++)
            {
                var bit = (lane - step) & (Lanes - 1);
                _beliefs[word + bit] -= extrinsic[word + bit];
                _forward[(step * Lanes) + lane] = sums[lane];
                sums[lane] = Sum(sums[lane], _beliefs[word + bit]) + channel[(step * Lanes) + bit];
            }
        }
        sums.Clear();
        for (var step = words - 1; step >= 0; step--)
        {
            var word = _code.WordAt(pass, step) * Lanes;
            for (var lane = 0; lane < Lanes; lane++)
            {
                var bit = (lane - step) & (Lanes - 1);
                var after = sums[lane] + channel[(step * Lanes) + bit];
                var prior = _beliefs[word + bit];
                var learnt = Damping * Sum(_forward[(step * Lanes) + lane], after);
                extrinsic[word + bit] = learnt;
                _beliefs[word + bit] = prior + learnt;
                sums[lane] = Sum(after, prior);
            }
        }
    }

    /// <summary>Min-sum form of the likelihood of an exclusive or.</summary>
    private static float Sum(float a, float b) => MathF.CopySign(Math.Min(Math.Abs(a), Math.Abs(b)), a) * (b < 0 ? -1 : 1);

    private void Decide(Span<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            var octet = 0;
            for (var bit = 0; bit < 8; bit++)
                octet |= _beliefs[(i * 8) + bit] < 0 ? 1 << bit : 0;
            data[i] = (byte)octet;
        }
    }

    private (int Present, int Wrong) Compare(ReadOnlySpan<float> symbols, ReadOnlySpan<byte> data)
    {
        _code.Encode(data, _encoded);
        var (present, wrong) = (0, 0);
        for (var i = 0; i < symbols.Length; i++)
        {
            if (symbols[i] == 0 || float.IsNaN(symbols[i]))
                continue;
            present++;
            wrong += (symbols[i] > 0) != (((_encoded[i >> 3] >> (7 - (i & 7))) & 1) != 0) ? 1 : 0;
        }
        return (present, wrong);
    }
}
