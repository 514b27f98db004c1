using System.Buffers.Binary;
using System.Numerics;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>A CCSDS transfer frame in its code block: Reed–Solomon where there is one, pseudo-randomizer where asked for.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §4.3 and §10. The code is cyclic and the randomizer's sequence fits into it, so that a block without virtual fill, read from up to 16 bytes before its place, decodes all the same,
/// turned round: such a block, which has the sync marker inside and at least half of what is before it corrected, is refused. Holds scratch; allocates nothing after construction.
/// </remarks>
internal sealed class CcsdsOuterCode
{
    /// <summary>With 10 errors left to correct a word of noise becomes a code word with a chance of 1/10! = 3·10⁻⁷.</summary>
    private const int MaxErasures = 12;
    private const int MostMarkerErrors = 5;
    private const int DefaultFrameSize = 223;
    private readonly CcsdsReedSolomon? _code;
    private readonly CcsdsRandomizer? _randomizer;
    private readonly byte[] _received;
    private int _turned = -1;
    private bool _refused;

    /// <param name="options">Frame size, interleaving, basis, scrambler.</param>
    /// <param name="coded">False without Reed–Solomon.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    public CcsdsOuterCode(FramingOptions options, bool coded)
    {
        FrameSize = options.FrameSize ?? DefaultFrameSize;
        _code = coded ? new CcsdsReedSolomon(32, options.Basis, options.Interleaving) : null;
        BlockSize = FrameSize + (_code?.ParityLength ?? 0);
        if (FrameSize is < 1 or > 65536 || (_code is not null && _code.DataLength(BlockSize) != FrameSize))
            throw new ArgumentException($"A frame size of {FrameSize} bytes does not fit {options.Interleaving} code words.", nameof(options));
        _randomizer = options.Scrambler switch
        {
            null or "CCSDS" => CcsdsRandomizer.Short,
            "none" => null,
            _ => throw new ArgumentException($"Scrambler '{options.Scrambler}' is not known; expected CCSDS or none.", nameof(options)),
        };
        _received = new byte[BlockSize];
    }

    /// <summary>Bytes of a transfer frame.</summary>
    public int FrameSize { get; }

    /// <summary>Bytes of its code block.</summary>
    public int BlockSize { get; }

    /// <summary>Takes randomizer and code off a block in place.</summary>
    /// <returns>Symbols corrected, or −1.</returns>
    public int Decode(Span<byte> block)
    {
        _turned = FindMarker(block);
        _randomizer?.Apply(block);
        _refused = false;
        return _code is null ? 0 : Accept(_code.Decode(block));
    }

    /// <summary>Tries a block that <see cref="Decode"/> refused once more, with the least reliable bytes erased.</summary>
    /// <param name="block">As Decode left it.</param>
    /// <param name="reliabilities">One a byte.</param>
    public int DecodeAgain(Span<byte> block, ReadOnlySpan<float> reliabilities) => _code is null || _refused ? -1 : Accept(_code.DecodeSoft(block, reliabilities, MaxErasures));

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

    private int Accept(int corrected)
    {
        _refused = _turned >= 0 && 2 * corrected >= _turned;
        return _refused ? -1 : corrected;
    }

    /// <summary>Bytes of a whole block up to the end of a sync marker near its beginning, or −1.</summary>
    private int FindMarker(ReadOnlySpan<byte> block)
    {
        if (_code is null || block.Length != _code.MaxBlockLength)
            return -1;
        for (var at = 0; at <= 16 * _code.Interleaving; at++)
        {
            if (BitOperations.PopCount(BinaryPrimitives.ReadUInt32BigEndian(block[at..]) ^ CcsdsSyncMarker.Marker) <= MostMarkerErrors)
                return at + 4;
        }
        return -1;
    }
}
