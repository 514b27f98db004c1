using System.Net;
using System.Net.Sockets;
using System.Text;
using GroundTerminal.Devices.Radios.RtlTcp;

namespace GroundTerminal.Tests.Devices.Radios.RtlTcp;

/// <summary>The other side of a client, byte by byte.</summary>
internal sealed class ScriptedRtlTcp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<Socket> _client;

    public ScriptedRtlTcp(uint tuner)
        : this([.. "RTL0"u8, 0, 0, 0, (byte)tuner, 0, 0, 0, 29])
    {
    }

    public ScriptedRtlTcp(string greeting)
        : this(Encoding.ASCII.GetBytes(greeting))
    {
    }

    private ScriptedRtlTcp(byte[] greeting)
    {
        _listener.Start();
        _client = Accept(greeting);
    }

    public RtlTcpDevice Device => RtlTcpDevice.Create(_listener.LocalEndpoint.ToString()!);

    /// <summary>What the client said, five bytes each.</summary>
    public string[] Commands
    {
        get
        {
            var bytes = new byte[4096];
            int count = _client.Result.Receive(bytes);
            return [.. bytes.Take(count).Chunk(5).Select(Convert.ToHexString)];
        }
    }

    public void Send(byte[] bytes, Func<int> length)
    {
        for (int at = 0; at < bytes.Length;)
            at += _client.Result.Send(bytes.AsSpan(at, Math.Min(length(), bytes.Length - at)));
    }

    public void Dispose()
    {
        _listener.Stop();
        if (_client.IsCompletedSuccessfully)
            _client.Result.Close();
    }

    private async Task<Socket> Accept(byte[] greeting)
    {
        Socket client = await _listener.AcceptSocketAsync();
        client.NoDelay = true;
        await client.SendAsync(greeting);
        return client;
    }
}
