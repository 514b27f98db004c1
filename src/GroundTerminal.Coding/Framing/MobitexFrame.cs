namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the frame sync of Mobitex (see <see cref="Mobitex"/>).</summary>
/// <remarks>
/// A frame counts where a block's CRC is right and: its call sign is the one looked for, or any where none is (see <see cref="MobitexCallsign"/>); or, where there is none, two
/// blocks are right, or one with few corrections. At 4800 baud each of these leaves less than 0.01 false frames an hour of noise. Only then are the other blocks repaired.
/// </remarks>
internal sealed class MobitexFrame : ISyncedFrame
{
    /// <summary>Where no call sign tells noise from frames, one of the first so many blocks has to be right before more are waited for.</summary>
    private const int FirstBlocks = 4;

    /// <summary>A block of noise needs 22 ± 2 corrections to be one of code words.</summary>
    private const int MostCorrections = 12;
    private readonly MobitexVariant _variant;
    private readonly MobitexCallsign? _callsign;
    private readonly MobitexBlock _block = new();
    private readonly byte[] _payload;
    private readonly float[] _word = new float[12];
    private readonly bool[] _good = new bool[MobitexVariant.MaxBlocks];

    public MobitexFrame(MobitexVariant variant, FramingOptions options)
    {
        _variant = variant;
        _payload = new byte[variant.PayloadLength(MobitexVariant.MaxBlocks)];
        _callsign = variant.HasCallsign ? new MobitexCallsign(options.Callsign) : null;
    }

    /// <inheritdoc/>
    public int FirstSymbols => _variant.HeaderSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => _variant.HeaderSymbols + (MobitexVariant.MaxBlocks * MobitexBlock.Symbols);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var header = symbols[..FirstSymbols];
        var corrected = DecodeControl(header, 0) + DecodeControl(header, 1);
        var blocks = _variant.Blocks(_payload[0], _payload[1]);
        if (blocks == 0 || _callsign?.Find(header[MobitexVariant.ControlSymbols..], _payload.AsSpan(2, 8)) == false)
            return 0;
        var length = FirstSymbols + (blocks * MobitexBlock.Symbols);
        var some = FirstSymbols + (Math.Min(blocks, FirstBlocks) * MobitexBlock.Symbols);
        if (symbols.Length < length && !_variant.HasCallsign)
            return symbols.Length < some ? some : HasGoodBlock(symbols[FirstSymbols..some]) ? length : 0;
        if (symbols.Length < length)
            return length;
        DecodeBlocks(symbols[FirstSymbols..length], blocks, corrected, length, ref report);
        return 0;
    }

    private bool HasGoodBlock(ReadOnlySpan<float> symbols)
    {
        for (var i = 0; i < symbols.Length / MobitexBlock.Symbols; i++)
        {
            if (_block.Decode(symbols.Slice(i * MobitexBlock.Symbols, MobitexBlock.Symbols), i, Data(i)) >= 0)
                return true;
        }
        return false;
    }

    private int DecodeControl(ReadOnlySpan<float> header, int index)
    {
        header.Slice(8 * index, 8).CopyTo(_word);
        header.Slice(16 + (4 * index), 4).CopyTo(_word.AsSpan(8));
        var control = _block.DecodeWord(_word, out _, out _);
        _payload[index] = control;
        return System.Numerics.BitOperations.PopCount(Bits.PackWord(_word) ^ (uint)_block.Encode(control));
    }

    private void DecodeBlocks(ReadOnlySpan<float> symbols, int blocks, int corrected, int length, ref FrameReport report)
    {
        var (good, fewest) = (0, int.MaxValue);
        for (var i = 0; i < blocks; i++)
        {
            var inBlock = _block.Decode(symbols.Slice(i * MobitexBlock.Symbols, MobitexBlock.Symbols), i, Data(i));
            _good[i] = inBlock >= 0;
            good += _good[i] ? 1 : 0;
            corrected += Math.Max(0, inBlock);
            fewest = _good[i] ? Math.Min(fewest, inBlock) : fewest;
        }
        if (good == 0 || (good == 1 && !_variant.HasCallsign && fewest > MostCorrections))
        {
            report.Refuse(DecodeStatus.CheckFailed, length);
            return;
        }
        corrected += RepairBlocks(symbols, blocks, ref good);
        WriteTrailer(blocks);
        report.Frame(_payload.AsSpan(0, _variant.PayloadLength(blocks)), length, corrected, isChecked: good == blocks);
    }

    private Span<byte> Data(int block) => _payload.AsSpan(_variant.HeaderBytes + (block * MobitexBlock.DataBytes), MobitexBlock.DataBytes);

    private int RepairBlocks(ReadOnlySpan<float> symbols, int blocks, ref int good)
    {
        var corrected = 0;
        for (var i = 0; i < blocks; i++)
        {
            if (_good[i])
                continue;
            var inBlock = _block.Repair(symbols.Slice(i * MobitexBlock.Symbols, MobitexBlock.Symbols), i, i == blocks - 1, Data(i));
            _good[i] = inBlock >= 0;
            good += _good[i] ? 1 : 0;
            corrected += Math.Max(0, inBlock);
        }
        return corrected;
    }

    private void WriteTrailer(int blocks)
    {
        var trailer = _payload.AsSpan(_variant.PayloadLength(blocks) - 6, 6);
        trailer.Clear();
        trailer[0] = MobitexVariant.FirstMark;
        for (var i = 0; i < blocks; i++)
            trailer[1 + (i >> 3)] |= (byte)(_good[i] ? 0 : 1 << (i & 7));
        trailer[5] = MobitexVariant.LastMark;
    }
}
