using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Scramblers;
using GroundTerminal.Contents;

namespace GroundTerminal.Decoding;

/// <summary>How much a frame says for the hypothesis that found it, in bits: minus log₂ of the probability that noise, or a signal of another kind, gives such a frame.</summary>
/// <remarks>
/// A frame that passed a check of 24 bits or more, a Reed–Solomon or other long code, or a 16-bit check over a header that the protocol would send, is worth 32 bits. Where the check has 16
/// bits and the header is not plausible, it is 16 less log₂ of how many checks were computed, more where the frame is delimited by HDLC flags (random bits have a flag or an abort once in
/// 128, so that long frames are rare) and where an AX.25 header is nearly right. Without any check there is the code, at most 16 bits, or only the sync word. Code words of nothing but zeros, scrambled or not, which
/// unmodulated carriers and erasures turn into, and frames below any Es/N0 that a decoder could work at, say nothing.
/// </remarks>
public static class AutoEvidence
{
    /// <summary>From here on: certain.</summary>
    public const double CertainBits = 32;

    /// <summary>From here on: likely. Below, it is not taken for a transmission.</summary>
    public const double LikelyBits = 12;

    private const double Strong = 32, LeastWeak = 1, MostWeak = 31, SyncOnly = 1, MostRedundancy = 16;

    /// <summary>Below, there was nothing to be decoded, dB; noise reads −0.6.</summary>
    private const double LeastEsN0Db = -1.5;

    /// <summary>Without a strong check, less than this is not believed at all, dB.</summary>
    private const double LeastWeakEsN0Db = 3;
    private static readonly byte[] Zeros = Randomized();

    /// <summary>The same candidate, its frames weighed.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="checks">How many checks were computed by all that could have won.</param>
    public static AutoCandidate Weigh(AutoCandidate candidate, long checks) =>
        candidate with { Frames = [.. candidate.Frames.Select(f => f with { EvidenceBits = Of(f, candidate, checks) })] };

    private static double Of(AutoFrame frame, AutoCandidate candidate, long checks)
    {
        if (!(frame.SnrDb >= LeastEsN0Db) || IsEmpty(frame.Payload))
            return 0;
        var framing = candidate.Framing.Choice.Name;
        var isStrong = FramingCatalog.Find(framing) is { CheckBits: > 16 } || FramingProtocols.Of(framing) == CarriedProtocol.Ax25;
        if (frame is { Unchecked: false, Plausible: true } && isStrong)
            return Strong;
        if (frame.SnrDb < LeastWeakEsN0Db)
            return 0;
        if (frame.Unchecked)
            return Math.Clamp(RedundancyBits(frame, candidate.Hypothesis.BaudRate), SyncOnly, MostRedundancy);
        var bits = 16 - Math.Log2(Math.Max(1, checks));
        if (framing.StartsWith("AX.25", StringComparison.Ordinal))
            bits += 8 * frame.Payload.Length / 128.0 / Math.Log(2);
        if (FramingProtocols.Of(framing) == CarriedProtocol.Ax25)
            bits += HeaderBits(frame.Payload);
        return Math.Clamp(bits, LeastWeak, MostWeak);
    }

    /// <summary>A random word of n symbols lies within e errors of one of 2ᵏ code words with a probability of about 2 to the power of k − n + n·H(e/n).</summary>
    private static double RedundancyBits(AutoFrame frame, double baudRate)
    {
        var symbols = frame.Symbols(baudRate);
        var errors = Math.Clamp(frame.CorrectedBits / symbols, 1e-6, 0.5);
        var entropy = -(errors * Math.Log2(errors)) - ((1 - errors) * Math.Log2(1 - errors));
        return symbols - (8 * frame.Payload.Length) - (symbols * entropy);
    }

    /// <summary>Bits of an AX.25 header that are as they must be: the call signs' extension bits, and UI with PID F0.</summary>
    private static double HeaderBits(byte[] payload)
    {
        if (payload.Length < 16)
            return 0;
        var callSigns = payload.Where((o, i) => i is < 13 and not 6 && (o & 1) == 0).Count() == 12 ? 12 : 0;
        return callSigns + (payload[14] == 0x03 ? 8 : 0) + (payload[15] == 0xF0 ? 8 : 0);
    }

    private static bool IsEmpty(byte[] payload)
    {
        if (payload.Length < 4 || !payload.AsSpan().ContainsAnyExcept(payload[0]))
            return true;
        // Interleaved code words make each octet of the sequence come from somewhere else in it, but whole pieces of it remain.
        var at = Zeros.AsSpan().IndexOf(payload.AsSpan(0, 4));
        if (at < 0)
            return false;
        var same = 0;
        for (var i = 0; i < payload.Length; i++)
            same += payload[i] == Zeros[(at + i) % 255] ? 1 : 0;
        return same * 4 > payload.Length * 3;
    }

    /// <summary>Two periods of the CCSDS pseudo-randomizer's octets.</summary>
    private static byte[] Randomized()
    {
        var zeros = new byte[512];
        CcsdsRandomizer.Short.Apply(zeros);
        return zeros;
    }
}
