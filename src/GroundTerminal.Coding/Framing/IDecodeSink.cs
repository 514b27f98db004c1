namespace GroundTerminal.Coding.Framing;

/// <summary>Where a deframer hands what it found.</summary>
public interface IDecodeSink
{
    /// <summary>Takes one result; its spans are valid only during the call.</summary>
    void OnResult(in DecodeResult result);
}
