using System.Net.Sockets;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Difi;

/// <summary>A DIFI stream (IEEE-ISTO 4900, VITA 49.2) from another program or device, as a radio.</summary>
/// <param name="address">Where its packets come in.</param>
public sealed class DifiRadioDevice(DifiAddress address) : IRadioDevice
{
    /// <summary>As configured.</summary>
    public static RadioDescriptor Descriptor { get; } = new(
        "difi",
        "a DIFI stream: IEEE-ISTO 4900, VITA 49.2",
        "udp://0.0.0.0:4991, udp://239.1.1.1:4991 (a multicast group), tcp://HOST:PORT or tcp-listen://0.0.0.0:PORT; ?stream=ID picks a stream, ?bits=N says its bits where no context packet does, ?interface=IP joins a group there",
        Create);

    /// <summary>How long opening waits for a context packet, or for a connection.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(3);

    public string Description => $"DIFI {address}";

    public IRadioStream Open(RadioSettings settings)
    {
        IPacketInput input = OpenInput();
        try
        {
            return new DifiRadioStream(address, input, settings, Wait);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    private static DifiRadioDevice Create(string text) =>
        new(DifiAddress.TryParse(text) ?? throw InputException.For("radio.device", $"'{text}'", DifiAddress.Expected));

    private IPacketInput OpenInput()
    {
        try
        {
            return address.Scheme == "udp" ? new UdpPacketInput(address) : TcpPacketInput.Open(address, Wait);
        }
        catch (SocketException e)
        {
            throw e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => new RadioException(RadioFailure.Busy, $"{address}: in use by another program; end that program, or give another port in radio.device", e),
                SocketError.AccessDenied => new RadioException(RadioFailure.Denied, $"{address}: this user may not open it; give a port above 1023 in radio.device", e),
                _ => new RadioException(RadioFailure.Absent, $"{address}: {e.Message}; start the other side, or correct radio.device", e),
            };
        }
    }
}
