using System.Buffers.Binary;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>AX.25 frames without check to USP's symbols (see <see cref="Usp"/>): the short code word where the frame fits, else the long one.</summary>
public sealed class UspFramer : IFramer
{
    private const int PreambleSymbols = 64;

    /// <summary>Type of a frame that carries AX.25, as the satellites send it.</summary>
    private const ushort Ax25Type = 0x08FF;

    private readonly ConvolutionalEncoder _encoder = new(ConvolutionalCode.Ccsds);
    private readonly CcsdsReedSolomon _reedSolomon = new(Usp.ParityLength, ReedSolomonBasis.Dual, 1);
    private readonly byte[] _block = new byte[Usp.LongDataLength + Usp.ParityLength];

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => Usp.LongDataLength - Usp.HeaderLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => PreambleSymbols + 64 + Usp.PlsSymbols + Usp.CodedSymbols(DataLength(payloadLength));

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var dataLength = DataLength(payload.Length);
        var block = FillBlock(payload, dataLength);
        Idle(symbols[..PreambleSymbols]);
        var count = PreambleSymbols;
        Bits.UnpackWord(Usp.Sync, symbols.Slice(count, 64));
        Bits.UnpackWord(Usp.Pls(dataLength), symbols.Slice(count + 64, Usp.PlsSymbols));
        count += 64 + Usp.PlsSymbols;
        _encoder.Reset();
        return count + _encoder.Encode(block, block.Length * 8, symbols[count..]);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset() => _encoder.Reset();

    private static int DataLength(int payloadLength) => payloadLength + Usp.HeaderLength <= Usp.ShortDataLength ? Usp.ShortDataLength : Usp.LongDataLength;

    private ReadOnlySpan<byte> FillBlock(ReadOnlySpan<byte> payload, int dataLength)
    {
        var block = _block.AsSpan(0, dataLength + Usp.ParityLength);
        block.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(block, Ax25Type);
        BinaryPrimitives.WriteUInt16LittleEndian(block[2..], (ushort)payload.Length);
        payload.CopyTo(block[Usp.HeaderLength..]);
        _reedSolomon.Encode(block[..dataLength], block[dataLength..]);
        CcsdsRandomizer.Short.Apply(block);
        return block;
    }
}
