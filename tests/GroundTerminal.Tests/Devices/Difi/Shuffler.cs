using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Difi;

namespace GroundTerminal.Tests.Devices.Difi;

/// <summary>A network that loses, reorders and doubles datagrams by a seed, between two loopback ports. Knows which samples it took away.</summary>
internal sealed class Shuffler : IDisposable
{
    private readonly Socket _in = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 50, ReceiveBufferSize = 1 << 22 };
    private readonly Socket _out = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Thread _thread;
    private readonly Random _random;
    private readonly double _loss, _reorder;
    private readonly List<(int Due, byte[] Packet)> _held = [];
    private volatile bool _stop;

    public Shuffler(EndPoint to, int seed, double loss, double reorder)
    {
        (_random, _loss, _reorder) = (new Random(seed), loss, reorder);
        _in.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _out.Connect(to);
        _thread = new Thread(Run);
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_in.LocalEndPoint!).Port;

    /// <summary>Times of first samples of data packets that were lost; read after the end.</summary>
    public List<VitaTime> Lost { get; } = [];

    public int Reordered { get; private set; }

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
        _in.Dispose();
        _out.Dispose();
    }

    private void Run()
    {
        var buffer = new byte[1 << 16];
        for (int number = 0; !_stop;)
        {
            int length = _in.Receive(buffer, 0, buffer.Length, SocketFlags.None, out SocketError error);
            if (error == SocketError.Success)
                Pass(buffer.AsSpan(0, length).ToArray(), number++);
            else
                Release(int.MaxValue);
        }
    }

    private void Pass(byte[] packet, int number)
    {
        VitaHeader header = DifiPacketTests.Parse(packet);
        double chance = _random.NextDouble();
        if (number > 10 && chance < _loss)
        {
            if (header.IsData)
                Lost.Add(header.Time);
        }
        else if (number > 10 && chance < _loss + _reorder)
        {
            _held.Add((number + _random.Next(1, 8), packet));
            Reordered++;
        }
        else
        {
            _out.Send(packet);
            if (chance > 0.995)
                _out.Send(packet);
        }
        Release(number);
    }

    private void Release(int number)
    {
        foreach (var (_, packet) in _held.Where(h => h.Due <= number))
            _out.Send(packet);
        _held.RemoveAll(h => h.Due <= number);
    }
}
