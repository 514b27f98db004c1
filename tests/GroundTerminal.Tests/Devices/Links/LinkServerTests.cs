using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTerminal.Devices.Links;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Tests.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Links;

/// <summary>The server of rotctld's clients.</summary>
public sealed class LinkServerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Idle_and_slow_clients_hold_nobody_up()
    {
        await using var server = Serve(new StillAntenna { Position = (120, 45) }, LinkServerOptions.Loopback(0));
        using var idle = Connect(server);
        using var slow = Connect(server);
        slow.Client.Blocking = false;
        try
        {
            // Questions whose answers it never takes, until nothing goes any more.
            for (var flood = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\\dump_state\n", 1000))); ;)
                slow.Client.Send(flood);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
        {
        }
        using var quick = Connect(server);
        for (var i = 0; i < 100; i++)
            Assert.Equal("120.00\n45.00\n", await Ask(quick, "p\n", 13));
    }

    [Fact]
    public async Task More_clients_than_allowed_are_turned_away_and_places_come_free()
    {
        await using var server = Serve(new StillAntenna { Position = (1, 2) }, LinkServerOptions.Loopback(0) with { MostClients = 2 });
        using (var first = Connect(server))
        using (var second = Connect(server))
        {
            Assert.Equal("1.00\n2.00\n", await Ask(first, "p\n", 10));
            Assert.Equal("1.00\n2.00\n", await Ask(second, "p\n", 10));
            using var third = Connect(server);
            Assert.Equal("", await Ask(third, "", 1));
            Assert.Equal(1, server.TurnedAway);
        }
        Until.True(() => server.Clients == 0, "clients gone");
        using var fourth = Connect(server);
        Assert.Equal("1.00\n2.00\n", await Ask(fourth, "p\n", 10));
    }

    [Fact]
    public async Task Quit_closes_the_connection()
    {
        await using var server = Serve(new StillAntenna { Position = (1, 2) }, LinkServerOptions.Loopback(0));
        using var client = Connect(server);
        Assert.Equal("1.00\n2.00\n", await Ask(client, "p\nq\np\n", 100));
    }

    [Fact]
    public async Task An_address_in_use_is_said()
    {
        await using var server = Serve(new StillAntenna(), LinkServerOptions.Loopback(0));
        var error = Assert.Throws<LinkException>(() => Serve(new StillAntenna(), new LinkServerOptions(server.Endpoint)));
        Assert.StartsWith($"127.0.0.1:{server.Endpoint.Port}: cannot be listened on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_outlives_a_server_that_goes_and_comes_back()
    {
        var antenna = new StillAntenna { Position = (120, 45) };
        var first = Serve(antenna, LinkServerOptions.Loopback(0));
        var options = new RotatorDriverOptions { LeastBackOff = TimeSpan.FromMilliseconds(20), MostBackOff = TimeSpan.FromMilliseconds(100) };
        using var driver = new RotatorDriver(RotatorCatalog.Find("rotctld")!, new TcpLinkSource("127.0.0.1", first.Endpoint.Port), options, TimeProvider.System);
        Until.True(() => driver.Feedback.AzimuthDegrees == 120, "position");
        await first.DisposeAsync();
        Until.True(() => driver.Feedback.Problem.Contains("refused; see that a server listens there", StringComparison.Ordinal), "problem");
        antenna.Position = (130, 45);
        await using var second = Serve(antenna, new LinkServerOptions(first.Endpoint));
        Until.True(() => driver.Feedback.AzimuthDegrees == 130, "position after it came back");
        driver.Point(200, 20);
        Until.True(() => antenna.Target == (200, 20), "target");
    }

    private static LinkServer Serve(StillAntenna antenna, LinkServerOptions options) => StationServers.Rotctld(antenna, options);

    private static TcpClient Connect(LinkServer server)
    {
        var client = new TcpClient();
        client.Connect(IPAddress.Loopback, server.Endpoint.Port);
        return client;
    }

    /// <returns>What came, up to this length or the end of the connection.</returns>
    private static async Task<string> Ask(TcpClient client, string text, int length)
    {
        if (text.Length > 0)
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        var (buffer, count) = (new byte[length], 0);
        try
        {
            for (int n; count < length && (n = await client.GetStream().ReadAsync(buffer.AsMemory(count)).AsTask().WaitAsync(Limit)) > 0;)
                count += n;
        }
        catch (IOException)
        {
            // Closed while something of ours had not been read.
        }
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}
