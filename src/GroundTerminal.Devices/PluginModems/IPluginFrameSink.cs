namespace GroundTerminal.Devices.PluginModems;

/// <summary>Where frames of a modem library go.</summary>
public interface IPluginFrameSink
{
    /// <summary>Takes one; its payload is valid during the call.</summary>
    void OnFrame(in PluginFrame frame, ReadOnlySpan<byte> payload);
}
