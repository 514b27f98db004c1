using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>A frame without error correction whose first bytes tell its length: preamble, sync word, bytes, check. Radio chips' packet engines make such frames.</summary>
public sealed record CountedLayout
{
    /// <summary>The sync word.</summary>
    public required SyncWord Sync { get; init; }

    /// <summary>Bytes of preamble that the framer sends before the sync word.</summary>
    public required ReadOnlyMemory<byte> Preamble { get; init; }

    /// <summary>Bytes after the sync word that must be there for <see cref="LengthOf"/>.</summary>
    public required int HeadLength { get; init; }

    /// <summary>Bytes from the sync word to the check, from <see cref="HeadLength"/> bytes; anything, where there is no such length.</summary>
    public required Func<ReadOnlySpan<byte>, int> LengthOf { get; init; }

    /// <summary>Writes into the head what <see cref="LengthOf"/> reads, for as many bytes as there are or the next fewer that can be told, and returns how many.</summary>
    public required Func<Span<byte>, int> SetLength { get; init; }

    /// <summary>Fewest bytes from the sync word to the check.</summary>
    public required int MinLength { get; init; }

    /// <summary>Most bytes from the sync word to the check.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The check, over all bytes after the sync word.</summary>
    public required Crc Check { get; init; }

    /// <summary>True where the check's low octet is sent first.</summary>
    public bool LowOctetFirst { get; init; }

    /// <summary>Leading bytes that are not part of the payload.</summary>
    public int Strip { get; init; }

    /// <summary>Bytes from the sync word on that are always sent, filled with zeros behind the check.</summary>
    public int PaddedLength { get; init; }

    /// <summary>Undoes a scrambler over the checked bytes; null where there is none.</summary>
    public Action<Span<byte>>? Descramble { get; init; }

    /// <summary>What <see cref="Descramble"/> undoes.</summary>
    public Action<Span<byte>>? Scramble { get; init; }

    /// <summary>A deframer.</summary>
    public IDeframer CreateDeframer() => new SyncedDeframer(Sync, new CountedFrame(this));

    /// <summary>The encoder.</summary>
    public IFramer CreateFramer() => new CountedFramer(this);
}
