using GroundTerminal.Coding.Files;

namespace GroundTerminal.Decoding;

/// <summary>Somewhere that decoded frames go.</summary>
public interface IFrameWriter : IDisposable
{
    /// <summary>Writes one frame so that others can read it at once.</summary>
    void Write(DecodedFrame decoded);

    /// <summary>Takes the files that were still open when the recording ended.</summary>
    void WriteRest(IReadOnlyList<ReceivedFile> files);
}
