using GroundTerminal.Coding.Files;
using GroundTerminal.Configuration;
using GroundTerminal.Decoding;
using GroundTerminal.Devices;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Live;

/// <summary>Above the stored frames: the transports of the channels and the files of their satellites.</summary>
public sealed class LivePackets
{
    private readonly Dictionary<string, PacketStage> _stages = [];
    private readonly FileFolder? _folder;

    /// <param name="configuration">Its channels, and where files go.</param>
    /// <exception cref="InputException">The directory for files cannot be made.</exception>
    public LivePackets(StationConfiguration configuration)
    {
        if (configuration.FilesDirectory is { } directory)
        {
            try
            {
                Directory.CreateDirectory(directory);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"files.directory: '{directory}' cannot be made ({e.Message})", e);
            }
            _folder = new FileFolder(directory, keepOld: true);
        }
        foreach (var satellite in configuration.Channels.GroupBy(c => c.Satellite))
        {
            if (_folder is not null || satellite.Any(c => c.Transport.Length > 0))
                _stages[satellite.Key] = new PacketStage(_folder is null ? null : satellite.Key, satellite.Select(c => (c.Name, c.Transport)));
        }
    }

    /// <summary>Takes the next frame of the store.</summary>
    /// <returns>Packets that end in it, in lower-case hex, null where its channel has no transport; and files that it completed, null for none.</returns>
    public (IReadOnlyList<string>? Packets, IReadOnlyList<SavedFile>? Files) Process(Frame frame)
    {
        if (!_stages.TryGetValue(frame.Satellite, out PacketStage? stage))
            return (null, null);
        DecodedFrame decoded = stage.Process(frame);
        return (decoded.Packets?.Select(Convert.ToHexStringLower).ToArray(), decoded.Files.Count == 0 ? null : [.. decoded.Files.Select(f => Save(frame.Satellite, f))]);
    }

    /// <summary>Writes the files that are still open, as they are.</summary>
    public IReadOnlyList<SavedFile> Flush() => [.. _stages.SelectMany(s => s.Value.Flush().Select(f => Save(s.Key, f)))];

    private SavedFile Save(string satellite, ReceivedFile file)
    {
        try
        {
            return new SavedFile(satellite, file.Name, file.Bytes.Length, file.Complete, _folder?.Save(file), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SavedFile(satellite, file.Name, file.Bytes.Length, file.Complete, null, e.Message);
        }
    }
}
