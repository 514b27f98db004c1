using System.Globalization;

namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Keeps where the axes were over a restart: a line an axis, its name and degrees. Somebody may have turned them since, so what is read is not sure.</summary>
internal sealed class PositionFile(string path)
{
    private string _written = "";

    /// <returns>Empty where there is no file, or none that can be read.</returns>
    public Dictionary<string, double> Read()
    {
        var positions = new Dictionary<string, double>();
        if (!File.Exists(path))
            return positions;
        foreach (string line in File.ReadLines(path))
        {
            if (line.Split(' ') is [var name, var number] && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees))
                positions[name] = degrees;
        }
        return positions;
    }

    /// <summary>Writes beside the file, to the disk, then takes its place.</summary>
    /// <returns>What went wrong; empty where nothing.</returns>
    public string Write(IEnumerable<(string Name, double Degrees)> positions)
    {
        string text = string.Concat(positions.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Degrees:0.###}\n")));
        if (text == _written)
            return "";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            string fresh = path + ".new";
            using (var file = new FileStream(fresh, FileMode.Create))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(text));
                file.Flush(flushToDisk: true);
            }
            File.Move(fresh, path, overwrite: true);
            _written = text;
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"positions are not kept: {path}: {e.Message}";
        }
    }
}
