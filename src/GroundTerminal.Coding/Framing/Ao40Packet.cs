using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes one AO-40 FEC packet: deinterleaver, Viterbi, randomizer, Reed–Solomon, and CRC-16/ARC where there is one.</summary>
/// <remarks>
/// Bytes that Viterbi's path fits worst are erased where a code word does not decode without.
/// False packets: noise decodes with a chance of 10⁻²⁰ a match, with erasures of 10⁻⁹, and only where the Viterbi path agrees with the symbols as noise does not.
/// </remarks>
internal sealed class Ao40Packet
{
    /// <summary>Noise has 0.855 ± 0.003, a packet at Eb/N0 = 2 dB 0.90.</summary>
    private const float LeastAgreement = 0.872f;

    /// <summary>Noise has 1.571 ± 0.016 (short) or ± 0.012, a packet at Eb/N0 = 2 dB, of which the code makes Es/N0 = −2 dB, 1.45: all but one try in two hundred on noise ends here.</summary>
    private const float MostSpread = 1.53f;
    private const float MostSpreadOfSlipped = 1.45f;

    /// <summary>
    /// Below this, at Es/N0 = 0.5 dB or better, the code's parity tells packets from other signals: these have 0 ± 1 deviations, a short packet at 0 dB 9.2 ± 1.2, half of that where the symbol clock
    /// slips in its middle.
    /// </summary>
    private const float ClearSpread = 1.35f;
    private const float LeastDeviations = 2;

    /// <summary>With 10 errors left a word of noise of 160 bytes becomes a code word with a chance of C(160,10)/256¹⁰ = 2·10⁻⁹.</summary>
    private const int MaxErasures = 12;
    private readonly Ao40Layout _layout;
    private readonly bool _checked;
    private readonly CcsdsReedSolomon _code;
    private readonly ViterbiDecoder _viterbi;
    private readonly ConvolutionalParity _parity = new(ConvolutionalCode.Ao40);
    private readonly Ao40SlipSearch _slips;
    private readonly float[] _symbols, _first, _second, _sums, _reliabilities;
    private readonly byte[] _block, _decoded;

    /// <param name="layout">Which packet.</param>
    /// <param name="isChecked">True where the last two bytes are CRC-16/ARC.</param>
    public Ao40Packet(Ao40Layout layout, bool isChecked)
    {
        (_layout, _checked) = (layout, isChecked);
        _code = layout.CreateCode();
        _slips = new Ao40SlipSearch(layout);
        _viterbi = new ViterbiDecoder(ConvolutionalCode.Ao40, 8 * layout.BlockLength);
        _symbols = new float[layout.CodedSymbols];
        (_first, _second) = (new float[layout.CodedSymbols / 2], new float[layout.CodedSymbols / 2]);
        _sums = new float[(layout.CodedSymbols / 2) + 1];
        _reliabilities = new float[layout.BlockLength];
        (_block, _decoded) = (new byte[layout.BlockLength], new byte[layout.BlockLength]);
    }

    /// <summary>Bytes that the last packet had corrected.</summary>
    public int Corrected { get; private set; }

    /// <summary>The payload of the last packet, where it decoded.</summary>
    public ReadOnlySpan<byte> Payload => _block.AsSpan(0, _layout.PayloadLength);

    /// <summary>A cheap look: false for noise and for nearly all other signals.</summary>
    public bool IsWorthDecoding(ReadOnlySpan<float> packet)
    {
        var spread = SymbolSpread.Of(packet);
        return spread <= MostSpread && (spread > ClearSpread || Deviations(packet) >= LeastDeviations);
    }

    /// <summary>Readings of a packet that did not decode, the best first: places where the symbol clock may have slipped.</summary>
    /// <param name="packet">Its symbols.</param>
    /// <param name="inverted">True where they are inverted.</param>
    /// <returns>How many; none for what is too noisy to tell.</returns>
    public int FindSlips(ReadOnlySpan<float> packet, bool inverted)
    {
        if (SymbolSpread.Of(packet) > MostSpreadOfSlipped)
            return 0;
        _slips.Find(packet, inverted);
        return _slips.Count;
    }

    /// <summary>Decodes a packet in one of the readings that <see cref="FindSlips"/> found.</summary>
    public bool DecodeSlipped(ReadOnlySpan<float> packet, bool inverted, int reading) => Decode(_slips.Read(packet, reading), inverted);

    /// <summary>Decodes a packet.</summary>
    /// <param name="packet">Its symbols.</param>
    /// <param name="inverted">True where they are inverted.</param>
    public bool Decode(ReadOnlySpan<float> packet, bool inverted)
    {
        var sign = inverted ? -1f : 1;
        for (var i = 0; i < _symbols.Length; i++)
            _symbols[i] = sign * packet[_layout.Places[i]];
        return _viterbi.Decode(_symbols, _decoded, ViterbiEnds.Terminated).Agreement >= LeastAgreement && DecodeOuter() && (!_checked || Crc.Crc16Arc.Compute(Payload) == 0);
    }

    private float Deviations(ReadOnlySpan<float> packet)
    {
        ReadOnlySpan<int> places = _layout.Places;
        for (var t = 0; t < _first.Length; t++)
            (_first[t], _second[t]) = (packet[places[2 * t]], packet[places[(2 * t) + 1]]);
        return _parity.Deviations(_first, _second);
    }

    private bool DecodeOuter()
    {
        CopyDecoded();
        Corrected = _code.Decode(_block);
        if (Corrected < 0)
        {
            ConvolutionalReliability.Fill(_viterbi.Code, 0, _symbols, _decoded, _sums, _reliabilities);
            CopyDecoded();
            Corrected = _code.DecodeSoft(_block, _reliabilities, MaxErasures);
        }
        return Corrected >= 0;
    }

    private void CopyDecoded()
    {
        _decoded.CopyTo(_block, 0);
        CcsdsRandomizer.Short.Apply(_block);
    }
}
