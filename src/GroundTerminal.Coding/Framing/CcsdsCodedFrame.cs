using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>A CCSDS transfer frame inside a convolutional code, in a Reed–Solomon code block or bare.</summary>
/// <remarks>See <see cref="CcsdsConcatenated"/>.</remarks>
internal sealed class CcsdsCodedFrame : ISyncedFrame
{
    private const float MostSpread = 1.45f;

    /// <summary>Frames from so many looks on are refused by the look's agreement alone: a slip of the symbol clock just there is rare, and a false marker in a signal, which is not spread like noise, dear.</summary>
    private const int ManyLooks = 16;

    /// <summary>What a second try costs beside a first one, in thirds: reliabilities and the code with erasures two, a search for slips four.</summary>
    private const int Thirds = 3, ErasuresCost = 2, SlipsCost = 4;
    private readonly CcsdsInnerCode _inner;
    private readonly CcsdsOuterCode _outer;
    private readonly CcsdsMarkers _markers;
    private readonly CcsdsTurnedBlock _turned;
    private readonly byte[] _block;
    private readonly float[] _reliabilities;
    private readonly CcsdsSlipRepair? _repair;
    private readonly float _leastAgreement;
    private readonly bool _agreementDecides, _isLong;

    public CcsdsCodedFrame(CcsdsInnerCode inner, CcsdsOuterCode outer, CcsdsMarkers markers)
    {
        (_inner, _outer, _markers) = (inner, outer, markers);
        _turned = new CcsdsTurnedBlock(markers, outer.ParityLength);
        (_block, _reliabilities) = (new byte[outer.BlockSize], new float[outer.BlockSize]);
        var (look, least) = CcsdsAgreement.Of(inner.Code);
        _leastAgreement = least;
        MaxSymbols = markers.MostSymbols((8 * inner.Bytes) + CcsdsInnerCode.TailBits);
        FirstSymbols = Math.Min(look, markers.Symbols(0, 8 * inner.Bytes));
        _isLong = MaxSymbols >= ManyLooks * look;
        _agreementDecides = inner.Code.IsPunctured || !outer.IsStrong;
        _repair = _agreementDecides ? null : new CcsdsSlipRepair(inner);
    }

    public int FirstSymbols { get; }

    public int MaxSymbols { get; }

    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var isLook = symbols.Length < MaxSymbols;
        if (isLook && report.IsExpected)
            return MaxSymbols;
        var length = _markers.Symbols(_markers.After(report.Word, CcsdsSyncMarker.Bits), 8 * _inner.Bytes);
        if (IsNoFrame(symbols, isLook, report.Word))
        {
            report.Refuse(DecodeStatus.CheckFailed, length);
            return 0;
        }
        if (isLook)
            return MaxSymbols;
        var corrected = _outer.Decode(_block);
        var (extra, slips) = (0, 0);
        if (corrected < 0)
            corrected = TryHarder(symbols, ref report, out extra, out slips);
        var payload = _block.AsSpan(0, _outer.FrameSize);
        if (corrected < 0 || _turned.IsTurned(symbols, _outer.Received, _block, slips, report.Word))
            report.Refuse(DecodeStatus.CheckFailed, length);
        else
            report.Frame(payload, length + extra, corrected, isChecked: _outer.IsCoded || (payload.Length > 2 && Crc.Crc16CcittFalse.Compute(payload) == 0));
        return 0;
    }

    /// <summary>Decodes the inner code.</summary>
    private bool IsNoFrame(ReadOnlySpan<float> symbols, bool isLook, int phase)
    {
        if (_agreementDecides)
            return SymbolSpread.Of(symbols) > MostSpread || _inner.Decode(symbols, _block, phase).Agreement < _leastAgreement;
        return _inner.Decode(symbols, _block, phase).Agreement < _leastAgreement && ((isLook && _isLong) || SymbolSpread.Of(symbols) > MostSpread);
    }

    /// <summary>With the worst bytes erased; and if that does not help, with slips of the symbol clock mended.</summary>
    private int TryHarder(ReadOnlySpan<float> symbols, ref FrameReport report, out int extra, out int slips)
    {
        (extra, slips) = (0, 0);
        if (!report.MayTryAgain(ErasuresCost * symbols.Length / Thirds))
            return -1;
        _inner.Reliabilities(symbols, _reliabilities, report.Word);
        var corrected = _outer.DecodeAgain(_block, _reliabilities);
        if (corrected >= 0 || _repair is null || !report.MayTryAgain(SlipsCost * symbols.Length / Thirds))
            return corrected;
        _repair.Find(symbols, _reliabilities, _block);
        slips = _repair.Slips;
        for (var inserted = 0; corrected < 0 && _repair.Slips > 0 && inserted < 1 << _repair.Slips && report.MayTryAgain((Thirds + ErasuresCost) * symbols.Length / Thirds); inserted++)
        {
            extra = _repair.Mend(inserted);
            _inner.Decode(_repair.Symbols, _block);
            corrected = _outer.Decode(_block);
            if (corrected >= 0)
                return corrected;
            _inner.Reliabilities(_repair.Symbols, _reliabilities);
            corrected = _outer.DecodeAgain(_block, _reliabilities);
        }
        return corrected;
    }
}
