using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using GroundTerminal.Station;
using GroundTerminal.Station.Clock;

namespace GroundTerminal.Devices.Clocks;

/// <summary>What chronyd knows of the clock, over its command protocol on UDP: the same as <c>chronyc tracking</c>.</summary>
/// <remarks>
/// Protocol version 6 (chrony 4): request TRACKING (33), reply of 104 bytes, all numbers big-endian. The clock is at most |correction| + root dispersion + root delay/2 wrong (chronyc(1), "tracking"). A clock that follows
/// only itself (<c>local</c>), or a source that has not answered for 8 intervals, counts as not synchronised.
/// </remarks>
/// <param name="server">Where chronyd listens for commands; 127.0.0.1:323 as a rule.</param>
public sealed class ChronyClock(IPEndPoint server, TimeProvider time) : IClockProbe
{
    /// <summary>Where chronyd listens as Debian installs it.</summary>
    public static IPEndPoint Usual { get; } = new(IPAddress.Loopback, 323);

    private const int ReplyLength = 104, TimeoutMilliseconds = 200;
    private const byte Version = 6, Request = 1, Reply = 2;
    private const ushort Tracking = 33, TrackingReply = 5, NotSynchronised = 3, IPv4 = 1;
    private const uint LocalReference = 0x7F7F0101;

    /// <summary>Sources are asked every 17 minutes at the most as chronyd comes.</summary>
    private const double LongestIntervalSeconds = 1024, MissedIntervals = 8;
    private uint _sequence;

    /// <inheritdoc/>
    public ClockReading? Read()
    {
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = TimeoutMilliseconds };
            socket.Connect(server);
            Span<byte> packet = stackalloc byte[ReplyLength];
            Write(packet, ++_sequence);
            socket.Send(packet);
            var count = socket.Receive(packet);
            return Parse(packet[..count], _sequence, time.GetUtcNow());
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>A request is as long as its reply.</summary>
    internal static void Write(Span<byte> packet, uint sequence)
    {
        packet.Clear();
        (packet[0], packet[1]) = (Version, Request);
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], Tracking);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], sequence);
    }

    /// <returns>Null where it is no answer to the request.</returns>
    internal static ClockReading? Parse(ReadOnlySpan<byte> packet, uint sequence, DateTimeOffset now)
    {
        if (packet.Length < ReplyLength || packet[0] != Version || packet[1] != Reply || Short(packet, 6) != TrackingReply || Short(packet, 8) != 0 || Long(packet, 16) != sequence)
            return null;
        var (reference, leap) = (Long(packet, 28), Short(packet, 54));
        var age = now.ToUnixTimeSeconds() - (((long)Long(packet, 56) << 32) | Long(packet, 60));
        var (correction, rms, delay, dispersion, interval) = (Math.Abs(Float(packet, 68)), Float(packet, 76), Float(packet, 92), Float(packet, 96), Float(packet, 100));
        var isSynchronised = leap != NotSynchronised && reference != LocalReference && age < MissedIntervals * Math.Max(interval, LongestIntervalSeconds);
        return new ClockReading(Name(packet, reference), isSynchronised, correction + dispersion + (delay / 2), correction + rms);
    }

    /// <summary>The server's address; of a receiver at this machine, its reference's letters.</summary>
    private static string Name(ReadOnlySpan<byte> packet, uint reference)
    {
        var family = Short(packet, 48);
        if (reference is 0 or LocalReference)
            return "chrony";
        if (family is IPv4 or 2)
            return $"chrony, {new IPAddress(packet.Slice(32, family == IPv4 ? 4 : 16))}";
        Span<char> letters = stackalloc char[4];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = packet[28 + i] is >= 0x21 and < 0x7F ? (char)packet[28 + i] : ' ';
        return $"chrony, {letters.Trim()}";
    }

    private static ushort Short(ReadOnlySpan<byte> packet, int at) => BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);

    private static uint Long(ReadOnlySpan<byte> packet, int at) => BinaryPrimitives.ReadUInt32BigEndian(packet[at..]);

    /// <summary>Seven bits of exponent and 25 of coefficient, both with sign.</summary>
    private static double Float(ReadOnlySpan<byte> packet, int at)
    {
        var bits = BinaryPrimitives.ReadInt32BigEndian(packet[at..]);
        return Math.ScaleB((bits << 7) >> 7, (bits >> 25) - 25);
    }
}
