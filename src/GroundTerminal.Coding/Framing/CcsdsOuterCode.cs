using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>A CCSDS transfer frame in its code block: Reed–Solomon where there is one, pseudo-randomizer where asked for.</summary>
/// <remarks>CCSDS 131.0-B-5 §4.3 and §10. Holds scratch; allocates nothing after construction.</remarks>
internal sealed class CcsdsOuterCode
{
    /// <summary>With 10 errors left to correct a word of noise becomes a code word with a chance of 1/10! = 3·10⁻⁷. The code (255,239) has 8 at most, and none to give away.</summary>
    private const int MaxErasures = 12;
    private const int DefaultFrameSize = 223;
    private readonly CcsdsReedSolomon? _code;
    private readonly CcsdsRandomizer? _randomizer;
    private readonly byte[] _received;

    /// <param name="options">Frame size, interleaving, basis, scrambler.</param>
    /// <param name="coded">False without Reed–Solomon.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    public CcsdsOuterCode(FramingOptions options, bool coded)
    {
        FrameSize = options.FrameSize ?? DefaultFrameSize;
        _code = coded ? new CcsdsReedSolomon(options.ReedSolomonParity, options.Basis, options.Interleaving) : null;
        BlockSize = FrameSize + (_code?.ParityLength ?? 0);
        if (FrameSize is < 1 or > 65536 || (_code is not null && _code.DataLength(BlockSize) != FrameSize))
            throw new ArgumentException($"A frame size of {FrameSize} bytes does not fit {options.Interleaving} code words.", nameof(options));
        _randomizer = options.Scrambler switch
        {
            null or "CCSDS" => CcsdsRandomizer.Short,
            "CCSDS 131071" => CcsdsRandomizer.Long,
            "none" => null,
            _ => throw new ArgumentException($"Scrambler '{options.Scrambler}' is not known; expected CCSDS, CCSDS 131071 or none.", nameof(options)),
        };
        IsStrong = coded && options.ReedSolomonParity == 32;
        _received = new byte[BlockSize];
    }

    /// <summary>Bytes of a transfer frame.</summary>
    public int FrameSize { get; }

    /// <summary>Bytes of its code block.</summary>
    public int BlockSize { get; }

    /// <summary>Bytes of its parity.</summary>
    public int ParityLength => BlockSize - FrameSize;

    /// <summary>True with Reed–Solomon.</summary>
    public bool IsCoded => _code is not null;

    /// <summary>True where a word of noise is none of the code's: it is one of (255,223) with a chance of 1/16! = 5·10⁻¹⁴, and of (255,239) with 1/8! = 2·10⁻⁵, too often for a check.</summary>
    public bool IsStrong { get; }

    /// <summary>The block as it was before the last <see cref="Decode"/>, but for the randomizer.</summary>
    public ReadOnlySpan<byte> Received => _received;

    /// <summary>Takes randomizer and code off a block in place.</summary>
    /// <returns>Symbols corrected, or −1.</returns>
    public int Decode(Span<byte> block)
    {
        _randomizer?.Apply(block);
        block.CopyTo(_received);
        return _code?.Decode(block) ?? 0;
    }

    /// <summary>Tries a block that <see cref="Decode"/> refused once more, with the least reliable bytes erased.</summary>
    /// <param name="block">As Decode left it.</param>
    /// <param name="reliabilities">One a byte.</param>
    public int DecodeAgain(Span<byte> block, ReadOnlySpan<float> reliabilities) => IsStrong ? _code!.DecodeSoft(block, reliabilities, MaxErasures) : -1;

    /// <summary>Fills a block.</summary>
    /// <exception cref="ArgumentException">The frame is not <see cref="FrameSize"/> long.</exception>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<byte> frame)
    {
        if (frame.Length != FrameSize)
            throw new ArgumentException($"{frame.Length} bytes; a frame has {FrameSize}.", nameof(frame));
        frame.CopyTo(_received);
        _code?.Encode(frame, _received.AsSpan(FrameSize));
        _randomizer?.Apply(_received);
        return _received;
    }
}
