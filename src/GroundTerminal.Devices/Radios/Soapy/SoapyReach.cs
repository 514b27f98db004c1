using System.Globalization;
using System.Net.Sockets;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>Sees that a Red Pitaya is there before its module is asked: that one (0.1.1) leaves a socket open for ever each time it cannot connect, and a station tries for months.</summary>
internal static class SoapyReach
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <exception cref="RadioException">Nothing listens there.</exception>
    public static void Check(string arguments)
    {
        Dictionary<string, string> pairs = arguments.Split(',').Select(p => p.Split('=', 2)).GroupBy(p => p[0]).ToDictionary(g => g.Key, g => g.Last()[1]);
        if (pairs.GetValueOrDefault("driver") != "redpitaya" || !int.TryParse(pairs.GetValueOrDefault("port", "1001"), NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            return;
        string address = pairs.GetValueOrDefault("addr", "192.168.1.100");
        using var limit = new CancellationTokenSource(Limit);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.ConnectAsync(address, port, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentOutOfRangeException)
        {
            string why = e is SocketException ? e.Message : "no answer";
            throw new RadioException(RadioFailure.Absent, $"SoapySDR '{arguments}': {address}:{port}: {why}; see that the board is on and its SDR transceiver application runs", e);
        }
    }
}
