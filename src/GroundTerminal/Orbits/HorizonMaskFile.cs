using GroundTerminal.Devices;
using GroundTerminal.Orbit;

namespace GroundTerminal.Orbits;

/// <summary>A file with a horizon mask.</summary>
public static class HorizonMaskFile
{
    /// <exception cref="InputException">It cannot be read, or is none; the message names the line.</exception>
    public static HorizonMask Load(string path)
    {
        try
        {
            return HorizonMask.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputException.For($"--horizon-mask {path}", $"cannot be read ({e.Message})", "a file with lines of azimuth and elevation in degrees");
        }
        catch (OrbitDataException e)
        {
            throw new InputException($"--horizon-mask {path}: {e.Message}");
        }
    }
}
