namespace GroundTerminal.Configuration;

/// <summary>One source of orbit data.</summary>
/// <param name="From">A file, a directory, or a URL that begins with http:// or https://.</param>
/// <param name="Priority">The greater number outranks the others.</param>
/// <param name="Limit">Older data of it are not used; null for the limit of all.</param>
public sealed record OrbitSourceConfiguration(string From, int Priority, TimeSpan? Limit)
{
    /// <summary>Null where it is no URL.</summary>
    public Uri? Url => From.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || From.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? new Uri(From) : null;
}
