using GroundTerminal.Coding.Files;

namespace GroundTerminal.Tests.Support;

/// <summary>Keeps what it is handed.</summary>
internal sealed class FileRecorder : IFileSink
{
    public List<ReceivedFile> Files { get; } = [];

    public void OnFile(ReceivedFile file) => Files.Add(file);
}
