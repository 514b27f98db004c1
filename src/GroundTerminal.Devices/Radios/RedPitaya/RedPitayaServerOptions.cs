using System.Net;

namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>Where a <see cref="RedPitayaServer"/> listens, and what its clients ask for frequencies that the board does not have.</summary>
public sealed record RedPitayaServerOptions
{
    /// <summary>Port of the board's SDR transceiver application.</summary>
    public const int UsualPort = 1001;

    /// <summary>Address and port; port 0 means any that is free.</summary>
    public IPEndPoint Endpoint { get; init; } = new(IPAddress.Loopback, UsualPort);

    /// <summary>What a converter before the receiver takes off and one behind the transmitter adds, Hz: the board itself reaches 60 MHz.</summary>
    public double ConverterHz { get; init; }

    /// <summary>Told of clients that receive; any thread.</summary>
    public Action<RadioServerEvent> Tell { get; init; } = _ => { };
}
