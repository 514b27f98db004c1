namespace GroundTerminal.Station.Radios;

/// <summary>Something on USB failed.</summary>
public sealed class UsbException(UsbError error, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Why.</summary>
    public UsbError Error { get; } = error;
}
