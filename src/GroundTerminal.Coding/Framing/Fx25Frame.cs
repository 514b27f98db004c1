using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes the code word after one of FX.25's tags and takes the AX.25 frames out of it (see <see cref="Fx25"/>).</summary>
/// <remarks>AX.25's check always decides. False frames in noise: 10⁻⁴ syncs a symbol for all tags together, then two flags a legal frame apart and 16 bits of check: 10⁻⁴ an hour at 9600 baud.</remarks>
internal sealed class Fx25Frame : ISyncedFrame, IDecodeSink
{
    private const int DriveOut = 64; // symbols that the HDLC deframer may hold back
    private readonly Fx25Format _format;
    private readonly ReedSolomon _code;
    private readonly Ax25Deframer _hdlc;
    private readonly byte[] _word;
    private readonly float[] _reliabilities;
    private readonly float[] _bits;
    private readonly byte[] _frames;
    private readonly (int Length, bool Plausible)[] _found;
    private int _count, _bytes;

    /// <param name="format">Of the tag.</param>
    /// <param name="options">The longest frame looked for.</param>
    public Fx25Frame(Fx25Format format, FramingOptions options)
    {
        _format = format;
        _code = ReedSolomon.Fx25(format.ParityLength);
        _hdlc = new Ax25Deframer(HdlcLine.Nrz, options with { MaxFlippedBits = 0, MaxFrameLength = Math.Min(options.MaxFrameLength, format.DataLength) });
        (_word, _reliabilities) = (new byte[format.WordLength], new float[format.WordLength]);
        _bits = new float[(8 * format.DataLength) + DriveOut];
        _frames = new byte[format.DataLength];
        _found = new (int, bool)[(format.DataLength / Ax25Deframer.MinFrameLength) + 1];
    }

    /// <inheritdoc/>
    public int FirstSymbols => 8 * _format.WordLength;

    /// <inheritdoc/>
    public int MaxSymbols => FirstSymbols;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        Bits.Pack(symbols, _word);
        Bits.ReverseEach(_word);
        Bits.Reliabilities(symbols, _reliabilities);
        var corrected = Math.Max(0, _code.DecodeSoft(_word, _reliabilities)); // what cannot be corrected may hold a frame that was not hit
        FindFrames();
        for (int i = 0, at = 0; i < _count; at += _found[i++].Length)
            report.Frame(_frames.AsSpan(at, _found[i].Length), symbols.Length, corrected, _found[i].Plausible);
        if (_count == 0)
            report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        return 0;
    }

    void IDecodeSink.OnResult(in DecodeResult result)
    {
        if (result.Status != DecodeStatus.Ok || _count == _found.Length || _bytes + result.Payload.Length > _frames.Length)
            return;
        result.Payload.CopyTo(_frames.AsSpan(_bytes));
        _found[_count++] = (result.Payload.Length, result.HeaderPlausible);
        _bytes += result.Payload.Length;
    }

    private void FindFrames()
    {
        (_count, _bytes) = (0, 0);
        for (var i = 0; i < 8 * _format.DataLength; i++)
            _bits[i] = ((_word[i >> 3] >> (i & 7)) & 1) != 0 ? 1 : -1;
        _hdlc.Reset();
        _hdlc.Process(_bits, this);
    }
}
