using System.Buffers.Binary;
using System.Numerics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Iterative soft decoder of a <see cref="RepeatAccumulateCode"/>.</summary>
/// <remarks>
/// D. Divsalar, H. Jin, R. McEliece, "Coding Theorems for 'Turbo-Like' Codes", Allerton 1998: each pass is sixteen accumulators of one bit, decoded forwards and backwards; what a pass learns about
/// a data bit is the others' prior knowledge. Min-sum with the extrinsic values damped by 3/4 (J. Vogt, A. Finger, Electronics Letters 36, 2000), so the scale of the symbols does not matter.
/// A word of sixteen sums is one vector, which turns one place a step as the sum does.
/// </remarks>
public sealed class RepeatAccumulateDecoder
{
    private const float Damping = 0.75f;
    internal const float Clip = 8;

    /// <summary>
    /// Symbols that are no block never come to rest: the third round changes 0.21 ± 0.02 of the bits (128 bytes) and later ones hardly less. Of 375 blocks that decode at Eb/N0 = 1.5 dB none had more
    /// than 0.164 in the third round or 0.153 later. The bits more are for short blocks, which scatter.
    /// </summary>
    private const float RestlessShare = 0.17f;
    private const int RestlessBits = 8, PatientIterations = 3;
    private readonly RepeatAccumulateCode _code;
    private readonly int _maxIterations;
    private readonly float[] _channel;
    private readonly float[] _beliefs;
    private readonly float[] _extrinsic;
    private readonly float[] _forward;
    private readonly byte[] _encoded;
    private readonly ushort[] _decided, _present;
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
        (_decided, _present) = (new ushort[code.CodeBytes / 2], new ushort[code.CodeBytes / 2]);
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
        var present = Load(symbols);
        _beliefs.AsSpan().Clear();
        _extrinsic.AsSpan().Clear();
        for (var iteration = 1; ; iteration++)
        {
            for (var pass = 0; pass < RepeatAccumulateCode.Passes; pass++)
                Improve(pass);
            data.CopyTo(_before);
            Decide(data);
            var wrong = Compare(data);
            var changed = Changed(data);
            var converged = wrong == 0 || (iteration > 1 && changed == 0);
            if (converged || iteration == _maxIterations || (iteration >= PatientIterations && changed > (RestlessShare * 8 * data.Length) + RestlessBits))
                return new RepeatAccumulateResult(iteration, converged, present, wrong);
        }
    }

    /// <summary>Places the symbols at the steps after which they were sent, as log-likelihood ratios of 0 against 1 in units of their mean.</summary>
    /// <returns>Symbols that are not erased.</returns>
    private int Load(ReadOnlySpan<float> symbols)
    {
        var scale = SoftWord.ScaleOf(symbols);
        _channel.AsSpan().Clear();
        var (sent, present) = (0, 0);
        for (var pass = 0; pass < RepeatAccumulateCode.Passes; pass++)
        {
            for (var step = 0; step < _code.DataWords; step++)
            {
                if (!_code.IsSent(pass, step))
                    continue;
                var word = SoftWord.OfSymbols(symbols[(sent * SoftWord.Bits)..], scale, Clip);
                word.Store(At(_channel, (pass * _code.DataWords) + step));
                _present[sent] = (ushort)~word.Erased();
                present += BitOperations.PopCount(_present[sent]);
                _decided[sent++] = word.Decide();
            }
        }
        return present;
    }

    private static Span<float> At(float[] values, int word) => values.AsSpan(word * SoftWord.Bits, SoftWord.Bits);

    /// <summary>One pass forwards and backwards over its sixteen chains.</summary>
    private void Improve(int pass)
    {
        var words = _code.DataWords;
        var first = pass * words;
        var sums = SoftWord.All(float.MaxValue); // the sums begin with zeros, surely
        for (var step = 0; step < words; step++)
        {
            var word = _code.WordAt(pass, step);
            var prior = SoftWord.Load(At(_beliefs, word)) - SoftWord.Load(At(_extrinsic, first + word));
            prior.Store(At(_beliefs, word));
            sums.Store(At(_forward, step));
            sums = ((sums ^ prior) + SoftWord.Load(At(_channel, first + step))).TurnRight();
        }
        sums = SoftWord.All(0);
        for (var step = words - 1; step >= 0; step--)
        {
            var word = _code.WordAt(pass, step);
            var after = sums + SoftWord.Load(At(_channel, first + step));
            var prior = SoftWord.Load(At(_beliefs, word));
            var learnt = (SoftWord.Load(At(_forward, step)) ^ after) * Damping;
            learnt.Store(At(_extrinsic, first + word));
            (prior + learnt).Store(At(_beliefs, word));
            sums = (after ^ prior).TurnLeft();
        }
    }

    /// <summary>Bits that the last round changed.</summary>
    private int Changed(ReadOnlySpan<byte> data)
    {
        var changed = 0;
        for (var i = 0; i < data.Length; i += 2)
            changed += BitOperations.PopCount((uint)(BinaryPrimitives.ReadUInt16LittleEndian(data[i..]) ^ BinaryPrimitives.ReadUInt16LittleEndian(_before.AsSpan(i))));
        return changed;
    }

    private void Decide(Span<byte> data)
    {
        for (var word = 0; word < _code.DataWords; word++)
            BinaryPrimitives.WriteUInt16LittleEndian(data[(2 * word)..], SoftWord.Load(At(_beliefs, word)).Decide());
    }

    /// <summary>Symbols that differ from the re-encoded block.</summary>
    private int Compare(ReadOnlySpan<byte> data)
    {
        _code.Encode(data, _encoded);
        var wrong = 0;
        for (var word = 0; word < _decided.Length; word++)
            wrong += BitOperations.PopCount((uint)((BinaryPrimitives.ReadUInt16LittleEndian(_encoded.AsSpan(2 * word)) ^ _decided[word]) & _present[word]));
        return wrong;
    }
}
