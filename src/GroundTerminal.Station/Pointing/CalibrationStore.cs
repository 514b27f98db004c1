using System.Text.Json;

namespace GroundTerminal.Station.Pointing;

/// <summary>A small file that keeps the last calibration through restarts and power loss.</summary>
/// <param name="path">The file; it need not be there.</param>
public sealed class CalibrationStore(string path)
{
    /// <summary>What is kept.</summary>
    /// <param name="configured">What it must fit.</param>
    /// <param name="problem">Why the file cannot be used; empty where it can, or where there is none.</param>
    /// <returns>Null where there is none that can be used.</returns>
    public PointingCalibration? Load(RotatorGeometry configured, out string problem)
    {
        problem = "";
        try
        {
            if (!File.Exists(path))
                return null;
            var calibration = JsonSerializer.Deserialize(File.ReadAllBytes(path), CalibrationJson.Default.PointingCalibration) ?? throw new JsonException("nothing is in it");
            _ = calibration.AppliedTo(configured);
            return calibration;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            problem = $"{path}: {e.Message} The stored calibration is ignored: calibrate again.";
            return null;
        }
    }

    /// <summary>Keeps a calibration in place of the one before.</summary>
    /// <exception cref="IOException">It cannot be kept; the one before still is.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(PointingCalibration calibration)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(calibration, CalibrationJson.Default.PointingCalibration));
    }

    /// <summary>Nothing is kept any more.</summary>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be removed.</exception>
    public void Clear()
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        AtomicFile.FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
