using GroundTerminal.Devices.Rigs;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Station;

namespace GroundTerminal.Devices.Links;

/// <summary>The servers that a station has for Hamlib's clients, such as gpredict.</summary>
public static class StationServers
{
    /// <summary>rotctld: others point the antenna, as far as it agrees.</summary>
    /// <exception cref="Serial.LinkException">The address cannot be listened on.</exception>
    public static LinkServer Rotctld(IAntenna antenna, LinkServerOptions options)
    {
        var responder = new AntennaResponder(antenna);
        return new LinkServer(options, () => new RotatorSession(new RotctldDevice(), responder));
    }

    /// <summary>rigctld: others read the Doppler-corrected frequency, and ask for another.</summary>
    /// <exception cref="Serial.LinkException">The address cannot be listened on.</exception>
    public static LinkServer Rigctld(ITunedRadio radio, LinkServerOptions options) => new(options, () => new RigctldSession(radio));
}
