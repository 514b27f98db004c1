using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GroundTerminal.Devices.Radios.RedPitaya;
using GroundTerminal.Dsp;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Devices.RedPitaya;

/// <summary>The server, word by word; tests over Debian's module are in GroundTerminal.EndToEnd.</summary>
public sealed class RedPitayaServerTests
{
    private const int Receiving = 1, TransmitCommands = 2, Transmitting = 3;

    [Fact]
    public void Commands_tune_and_samples_are_floats_of_what_is_tuned()
    {
        using var server = Start();
        using Socket commands = Connect(server, 0), samples = Connect(server, Receiving);
        Assert.Equal(new Complex32(100e3f, 600e3f + 1e6f), Read(samples)); // as a board that was not told anything
        Send(commands, 7_100_000);
        Send(commands, (1u << 28) | 5);
        Send(commands, (1u << 28) | 6); // there is no such rate
        Send(commands, (2u << 28) | 1);
        Complex32 wanted = new(1.25e6f, 8.1e6f);
        for (long started = TimeProvider.System.GetTimestamp(); Read(samples) != wanted;)
            Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < 10);
    }

    [Fact]
    public void A_new_client_takes_the_place_of_the_one_before_and_nonsense_is_hung_up_on()
    {
        using var server = Start();
        using Socket first = Connect(server, Receiving);
        Read(first);
        using Socket second = Connect(server, Receiving);
        Read(second);
        Assert.True(SpinWait.SpinUntil(() => HasEnded(first), TimeSpan.FromSeconds(10)));
        using Socket nonsense = Connect(server, 4);
        Assert.True(SpinWait.SpinUntil(() => HasEnded(nonsense), TimeSpan.FromSeconds(10)));
        Read(second);
    }

    [Fact]
    public void What_is_radiated_comes_out_whole_however_it_is_cut_and_not_faster_than_it_can_be_radiated()
    {
        var radiated = new List<Complex32>();
        using var server = Start((_, _, samples) => { lock (radiated) radiated.AddRange(samples); });
        using Socket commands = Connect(server, TransmitCommands), socket = Connect(server, Transmitting);
        Complex32[] samples = [.. Enumerable.Range(0, 20_000).Select(i => new Complex32(i, -i))];
        byte[] bytes = MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
        var (random, started) = (new Random(1), TimeProvider.System.GetTimestamp());
        for (int at = 0, count; at < bytes.Length; at += count)
        {
            count = Math.Min(random.Next(1, 3000), bytes.Length - at);
            socket.Send(bytes.AsSpan(at, count));
        }
        bool All()
        {
            lock (radiated)
                return radiated.Count >= samples.Length;
        }
        Assert.True(SpinWait.SpinUntil(All, TimeSpan.FromSeconds(20)));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.1, 20); // 0.2 s at 100 kS/s, of which the board keeps some
        Assert.Equal(samples, radiated);
    }

    private static RedPitayaServer Start(TransmittedSamples? transmitted = null) =>
        new(new RedPitayaServerOptions { Endpoint = new(IPAddress.Loopback, 0), ConverterHz = 1e6 }, (rate, frequency) => new Telling(rate, frequency), transmitted);

    private static Socket Connect(RedPitayaServer server, uint which)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000, SendTimeout = 10_000 };
        socket.Connect(server.Endpoint);
        Send(socket, which);
        return socket;
    }

    private static void Send(Socket socket, uint word)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, word);
        socket.Send(bytes);
    }

    private static Complex32 Read(Socket socket)
    {
        byte[] bytes = new byte[8];
        for (int have = 0; have < bytes.Length;)
        {
            int count = socket.Receive(bytes.AsSpan(have));
            Assert.NotEqual(0, count);
            have += count;
        }
        return MemoryMarshal.Read<Complex32>(bytes);
    }

    private static bool HasEnded(Socket socket)
    {
        try
        {
            return socket.Receive(new byte[65536]) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Each sample says how it is tuned.</summary>
    private sealed class Telling(double rate, double frequency) : IRadio
    {
        public string Description => "telling";

        public double SampleRateHz => rate;

        public double CenterFrequencyHz => frequency;

        public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
        {
            info = default;
            cancellation.WaitHandle.WaitOne(1);
            destination = destination[..Math.Min(16, destination.Length)];
            destination.Fill(new Complex32((float)rate, (float)frequency));
            return destination.Length;
        }

        public void Dispose()
        {
        }
    }
}
