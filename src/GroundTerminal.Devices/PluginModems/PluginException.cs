namespace GroundTerminal.Devices.PluginModems;

/// <summary>A modem library cannot be used, or not any longer; the message says what it did.</summary>
public sealed class PluginException(string message, Exception? cause = null) : Exception(message, cause);
