namespace GroundTerminal.Coding.Files;

/// <summary>Where files are handed that were put together.</summary>
public interface IFileSink
{
    /// <summary>Takes a file.</summary>
    void OnFile(ReceivedFile file);
}
