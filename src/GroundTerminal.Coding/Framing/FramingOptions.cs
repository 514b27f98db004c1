using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Options that framings take; each framing reads those it knows.</summary>
public sealed record FramingOptions
{
    /// <summary>All defaults.</summary>
    public static FramingOptions Default { get; } = new();

    /// <summary>How many doubtful bits a deframer may flip to make a check pass: 0 (off), 1 or 2.</summary>
    public int MaxFlippedBits { get; init; }

    /// <summary>Longest frame looked for, in bytes, without check.</summary>
    public int MaxFrameLength { get; init; } = 1024;

    /// <summary>Bytes of a frame, for framings whose frames have a fixed length that the catalogue gives; null means the framing's default.</summary>
    public int? FrameSize { get; init; }

    /// <summary>Parity symbols of a Reed–Solomon code word of CCSDS framings: 32, the code (255,223), or 16, the code (255,239).</summary>
    public int ReedSolomonParity { get; init; } = 32;

    /// <summary>Reed–Solomon code words side by side in a CCSDS frame, 1 to 8.</summary>
    public int Interleaving { get; init; } = 1;

    /// <summary>Basis of CCSDS Reed–Solomon symbols.</summary>
    public ReedSolomonBasis Basis { get; init; } = ReedSolomonBasis.Dual;

    /// <summary>True where bits are differentially coded (NRZ-M) before the convolutional code, or before the channel where there is none.</summary>
    public bool DifferentialPrecoding { get; init; }

    /// <summary>Name of the convolutional code: CCSDS, CCSDS uninverted, NASA-DSN or NASA-DSN uninverted; null means CCSDS.</summary>
    public string? Convolutional { get; init; }

    /// <summary>Rate of the inner code: convolutional 1/2, 2/3, 3/4, 5/6, 7/8; turbo 1/2, 1/3, 1/4, 1/6; LDPC 1/2, 2/3, 4/5, 7/8; null means the framing's default.</summary>
    public string? CodeRate { get; init; }

    /// <summary>True where Meteor-M's channel interleaver follows the code.</summary>
    public bool ChannelInterleaver { get; init; }

    /// <summary>Scrambler: CCSDS (that of 255 bits), CCSDS 131071 (the long one of CCSDS 131.0-B-5) or none; null means the framing's default.</summary>
    public string? Scrambler { get; init; }

    /// <summary>Call sign that the transmitter sends in its headers, where a framing needs it; null where not known.</summary>
    public string? Callsign { get; init; }

    /// <summary>Compared key by key: the comparers that a record makes for its types cost a short decoding a millisecond.</summary>
    public bool Equals(FramingOptions? other) =>
        other is not null && MaxFlippedBits == other.MaxFlippedBits && MaxFrameLength == other.MaxFrameLength && FrameSize == other.FrameSize && Interleaving == other.Interleaving && ReedSolomonParity == other.ReedSolomonParity && Basis == other.Basis
        && DifferentialPrecoding == other.DifferentialPrecoding && Convolutional == other.Convolutional && CodeRate == other.CodeRate && ChannelInterleaver == other.ChannelInterleaver
        && Scrambler == other.Scrambler && Callsign == other.Callsign;

    /// <inheritdoc/>
    public override int GetHashCode() => (((FrameSize ?? 0) * 31) + Interleaving) * 31 + (Convolutional?.Length ?? 0);
}
