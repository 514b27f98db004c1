using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the sync word of S-NET and SALSAT (see <see cref="Snet"/>), all words by maximum likelihood.</summary>
/// <remarks>
/// False frames in noise: 10⁻⁴ syncs a symbol, then 18 bits of checks: 0.002 an hour at 1200 baud. S-NET's faulty CRC-13
/// comes to rest after some bytes (see <see cref="Snet"/>): of wrong bits it sees one in 25, so that its frames count as unchecked. It still tells them from noise, where the header's 13 bits are random. Nothing else in the protocol guards the PDU; a frame with a word
/// beyond the bound of its code, or whose words may by their lead over the next best be wrong with a chance above <see cref="MostDoubt"/> all together, is marked as not plausible.
/// </remarks>
internal sealed class SnetFrame : ISyncedFrame
{
    private const double MostDoubt = 0.05;
    private readonly bool _faulty;
    private readonly Bch _strong = Bch.Bch15K5(), _middle = Bch.Bch15K7(), _weak = Bch.Bch15K11();
    private readonly float[] _word = new float[Snet.WordBits];
    private readonly byte[] _header = new byte[9];
    private readonly byte[] _pdu = new byte[Snet.MaxPduLength + 1];
    private int _pduBits, _worst;

    /// <param name="faulty">With the checks as S-NET computes them.</param>
    public SnetFrame(bool faulty) => _faulty = faulty;

    /// <inheritdoc/>
    public int FirstSymbols => Snet.HeaderSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => Snet.HeaderSymbols + Snet.PduSymbols(Snet.MaxPduLength, 5);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var corrected = DecodeHeader(symbols, out var type, out var length, out var check);
        var messageBits = Snet.MessageBits(type);
        if (corrected < 0 || length == 0 || messageBits < 0)
            return 0;
        var end = Snet.HeaderSymbols + Snet.PduSymbols(length, messageBits);
        if (symbols.Length < end)
            return end;
        corrected += DecodePdu(symbols[Snet.HeaderSymbols..end], messageBits, length);
        var pdu = _pdu.AsSpan(0, length);
        if (Snet.PduCheck(pdu, _faulty) == check)
            report.Frame(pdu, end, corrected, plausible: !_faulty || (_worst <= 0 && Doubt(symbols[Snet.HeaderSymbols..end], messageBits) <= MostDoubt), isChecked: !_faulty);
        else
            report.Refuse(DecodeStatus.CheckFailed, end);
        return 0;
    }

    /// <returns>Bits corrected, or −1 where the check is wrong.</returns>
    private int DecodeHeader(ReadOnlySpan<float> symbols, out int type, out int length, out uint check)
    {
        UInt128 bits = 0;
        var corrected = 0;
        for (var w = 0; w < Snet.HeaderWords; w++)
        {
            Collect(symbols, w, Snet.HeaderWords);
            corrected += _strong.DecodeSoft(_word, out var word);
            bits = (bits << 5) | _strong.Message(word);
        }
        type = (int)(bits >> 40) & 15;
        length = (int)(bits >> 18) & 0x3FF;
        check = (uint)(bits >> 5) & 0x1FFF;
        var covered = ((bits >> 5) << 7) | 0b1011011;
        for (var i = 0; i < 9; i++)
            _header[i] = (byte)(covered >> (64 - (8 * i)));
        return Snet.HeaderCheck(_header, _faulty) == ((uint)bits & 31) ? corrected : -1;
    }

    /// <summary>Takes a word out of the interleaving, highest power first.</summary>
    private void Collect(ReadOnlySpan<float> symbols, int word, int words)
    {
        for (var i = 0; i < Snet.WordBits; i++)
            _word[Snet.WordBits - 1 - i] = symbols[(i * words) + word];
    }

    private int DecodePdu(ReadOnlySpan<float> symbols, int messageBits, int length)
    {
        _pdu.AsSpan().Clear();
        (_pduBits, _worst) = (0, 0);
        if (messageBits == 0)
        {
            for (var i = 0; i < 8 * length; i++)
                Add(symbols[i] > 0 ? 1u : 0, 1);
            return 0;
        }
        var (code, bound, corrected) = (Code(messageBits), messageBits switch { 5 => 3, 7 => 2, _ => 1 }, 0);
        for (; !symbols.IsEmpty; symbols = symbols[Snet.BlockSymbols..])
        {
            for (var w = 0; w < Snet.BlockWords; w++)
            {
                Collect(symbols, w, Snet.BlockWords);
                var distance = code.DecodeSoft(_word, out var word);
                _worst = Math.Max(_worst, distance - bound);
                corrected += distance;
                Add((uint)code.Message(word), messageBits);
            }
        }
        return corrected;
    }

    private Bch Code(int messageBits) => messageBits switch { 5 => _strong, 7 => _middle, _ => _weak };

    /// <summary>Expected number of wrong words: of each, that its next best was sent, by the likelihood ratio exp(A·Σs·(x₁ − x₂)/σ²) of the Gaussian channel, its amplitude and noise taken from the decided words.</summary>
    private double Doubt(ReadOnlySpan<float> symbols, int messageBits)
    {
        if (messageBits == 0)
            return 0;
        var (code, doubt) = (Code(messageBits), 0.0);
        var (amplitude, variance) = Channel(symbols, code);
        for (; !symbols.IsEmpty; symbols = symbols[Snet.BlockSymbols..])
        {
            for (var w = 0; w < Snet.BlockWords; w++)
            {
                Collect(symbols, w, Snet.BlockWords);
                doubt += 1 / (1 + Math.Exp(amplitude * Lead(code, messageBits) / variance));
            }
        }
        return doubt;
    }

    private (double Amplitude, double Variance) Channel(ReadOnlySpan<float> symbols, Bch code)
    {
        var (sum, squares, count) = (0.0, 0.0, symbols.Length);
        for (; !symbols.IsEmpty; symbols = symbols[Snet.BlockSymbols..])
        {
            for (var w = 0; w < Snet.BlockWords; w++)
            {
                Collect(symbols, w, Snet.BlockWords);
                code.DecodeSoft(_word, out var word);
                sum += Correlation(word);
                foreach (var symbol in _word)
                    squares += (double)symbol * symbol;
            }
        }
        var mean = sum / count;
        return (mean, Math.Max((squares / count) - (mean * mean), 1e-9 * mean * mean));
    }

    /// <summary>By how much the best word's correlation with <see cref="_word"/> is above the next one's.</summary>
    private double Lead(Bch code, int messageBits)
    {
        var (best, next) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var message = 0UL; message < 1UL << messageBits; message++)
        {
            var sum = Correlation(code.Encode(message));
            (best, next) = sum > best ? (sum, best) : (best, Math.Max(next, sum));
        }
        return best - next;
    }

    private double Correlation(ulong word)
    {
        var sum = 0.0;
        for (var i = 0; i < Snet.WordBits; i++)
            sum += ((word >> (Snet.WordBits - 1 - i)) & 1) != 0 ? _word[i] : -_word[i];
        return sum;
    }

    /// <summary>Puts bits behind those that are there, the lowest first; what does not fit is filling.</summary>
    private void Add(uint bits, int count)
    {
        for (var i = 0; i < count && _pduBits < 8 * _pdu.Length; i++, _pduBits++)
            _pdu[_pduBits >> 3] |= (byte)(((bits >> i) & 1) << (_pduBits & 7));
    }
}
