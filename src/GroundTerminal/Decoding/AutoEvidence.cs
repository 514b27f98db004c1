using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>How much a frame says for the hypothesis that found it, in bits: minus log₂ of the probability that noise, or a signal of another kind, gives such a frame.</summary>
/// <remarks>
/// A frame that passed a check of 24 bits or more, a Reed–Solomon or other long code, or a 16-bit check over a header that the protocol would send, is worth 32 bits. A 16-bit
/// check by itself is worth little, since dozens of framings look at hundreds of thousands of symbols: each such frame 4 bits. Without any check there is only the sync word: 1 bit.
/// Payloads of one octet repeated come out of idle patterns whose check happens to be right, and say nothing.
/// </remarks>
public static class AutoEvidence
{
    /// <summary>From here on: certain.</summary>
    public const double CertainBits = 32;

    /// <summary>From here on: likely. Below, it is not taken for a transmission.</summary>
    public const double LikelyBits = 12;

    private const double Strong = 32, Weak = 4, SyncOnly = 1;

    /// <summary>Without a strong check, less than this is not believed at all, dB.</summary>
    private const float LeastEsN0Db = 3;

    /// <summary>Evidence of one frame, bits.</summary>
    public static double Of(in ReceivedFrame frame)
    {
        if (frame.Payload.Length < 4 || !frame.Payload.ContainsAnyExcept(frame.Payload[0]))
            return 0;
        if (frame is { Unchecked: false, HeaderPlausible: true })
            return Strong;
        return frame.SnrDb < LeastEsN0Db ? 0 : frame.Unchecked ? SyncOnly : Weak;
    }
}
