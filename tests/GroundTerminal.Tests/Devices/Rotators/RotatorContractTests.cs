using GroundTerminal.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>What every rotator protocol keeps: both ends understand each other, cuts and noise change nothing, nothing throws.</summary>
public class RotatorContractTests
{
    public static TheoryData<string> Protocols => [.. RotatorProtocol.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_command_is_read_as_it_was_written(string name)
    {
        var protocol = Named(name);
        var random = new Random(20260404);
        var (host, device) = (protocol.Host(), protocol.Device());
        var commands = Enumerable.Range(0, 2000).Select(_ => protocol.Turn(random)).Concat(protocol.Others).ToArray();
        var written = commands.Select(c => Write(host, c)).ToArray();
        var read = ReadInCuts(device, [.. written.SelectMany(b => b)], random).Select(r => r.Command).ToArray();

        Assert.Equal(commands.Length, read.Length);
        for (var i = 0; i < commands.Length; i++)
        {
            AssertClose(commands[i], read[i], protocol.CommandStep / 2 + 1e-9);
            Assert.Equal(written[i], Write(host, read[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_position_is_found_in_any_cuts_and_in_noise(string name)
    {
        var protocol = Named(name);
        var random = new Random(20260405);
        var (host, device) = (protocol.Host(), protocol.Device());
        for (var round = 0; round < 50; round++)
        {
            var positions = Enumerable.Range(0, 20).Select(_ => protocol.Somewhere(random)).ToArray();
            var stream = positions.SelectMany(p => (byte[])[.. protocol.StandsNoise ? Noise(random) : [], .. Exchange(host, device, p)]).ToArray();
            var found = ReadInCuts(host, stream, random).OfType<RotatorReply.Position>().ToArray();

            Assert.Equal(positions.Length, found.Length);
            foreach (var (sent, got) in positions.Zip(found))
            {
                Assert.Equal(sent.AzimuthDegrees!.Value, got.AzimuthDegrees!.Value, protocol.ReplyStep / 2 + 1e-9);
                Assert.Equal(sent.ElevationDegrees ?? 0, got.ElevationDegrees ?? 0, protocol.ReplyStep / 2 + 1e-9);
                Assert.Equal(sent.ElevationDegrees is null, got.ElevationDegrees is null);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_thousand_broken_streams_never_throw_and_cuts_change_nothing(string name)
    {
        var protocol = Named(name);
        var random = new Random(20260406);
        for (var round = 0; round < 1000; round++)
        {
            var (host, device) = (protocol.Host(), protocol.Device());
            byte[] stream = [.. Enumerable.Range(0, 6).SelectMany(_ => (byte[])[.. Write(host, protocol.Turn(random)), .. Exchange(host, device, protocol.Somewhere(random))])];
            stream = Mutated(stream, random);
            var replies = ReadInCuts(protocol.Host(), stream, random);
            Assert.Equal(replies, ReadInCuts(protocol.Host(), stream, null));
            Assert.All(replies.OfType<RotatorReply.Position>(), p => AssertPossible(p.AzimuthDegrees, p.ElevationDegrees));

            var requests = ReadInCuts(protocol.Device(), stream, random);
            Assert.Equal(requests, ReadInCuts(protocol.Device(), stream, null));
            foreach (var request in requests)
                _ = device.Answer(request, random.Next(2) == 0 ? new RotatorReply.Position(random.Next(-2000, 2000), double.NaN) : new RotatorReply.Error("jam"));
            Assert.All(requests.Select(r => r.Command).OfType<RotatorCommand.SetPosition>(), p => AssertPossible(p.AzimuthDegrees, p.ElevationDegrees));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_cannot_be_said_is_refused_with_a_reason(string name)
    {
        var host = Named(name).Host();
        foreach (var angle in new[] { 720, -720, double.NaN, double.PositiveInfinity })
        {
            Assert.False(host.TryWrite(new RotatorCommand.SetPosition(angle, 10), out var bytes, out var refusal));
            Assert.Empty(bytes);
            Assert.NotEmpty(refusal);
            Assert.False(host.TryWrite(new RotatorCommand.SetPosition(10, angle), out _, out _));
            Assert.False(host.TryWrite(new RotatorCommand.SetAzimuth(angle), out _, out _));
        }
        Assert.False(host.TryWrite(new RotatorCommand.Invalid("x"), out _, out _));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void After_a_reset_the_unfinished_is_forgotten(string name)
    {
        var protocol = Named(name);
        var (host, device) = (protocol.Host(), protocol.Device());
        var position = new RotatorReply.Position(123, protocol.HasElevation ? 45 : null);
        var half = Exchange(host, device, position);
        host.Read(half.AsSpan(0, half.Length - 2), []);
        host.Reset();
        Assert.Equal(position, Assert.Single(ReadInCuts(host, Exchange(host, device, position), null)));
    }

    private static RotatorProtocol Named(string name) => RotatorProtocol.All.Single(p => p.Name == name);

    private static byte[] Write(IRotatorHost host, RotatorCommand command)
    {
        Assert.True(host.TryWrite(command, out var bytes, out var refusal), refusal);
        return bytes;
    }

    private static byte[] Exchange(IRotatorHost host, IRotatorDevice device, RotatorReply.Position position) =>
        device.Answer(Assert.Single(ReadInCuts(device, Write(host, new RotatorCommand.AskPosition()), null)), position);

    private static List<RotatorReply> ReadInCuts(IRotatorHost host, byte[] stream, Random? random)
    {
        var replies = new List<RotatorReply>();
        Cut(stream, random, piece => host.Read(piece, replies));
        return replies;
    }

    private static List<RotatorRequest> ReadInCuts(IRotatorDevice device, byte[] stream, Random? random)
    {
        var requests = new List<RotatorRequest>();
        Cut(stream, random, piece => device.Read(piece, requests));
        return requests;
    }

    private static void Cut(byte[] stream, Random? random, Action<byte[]> take)
    {
        for (var at = 0; at < stream.Length;)
        {
            var length = random is null ? stream.Length : Math.Min(random.Next(0, 17), stream.Length - at);
            take(stream[at..(at + length)]);
            at += length;
        }
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(0, 40)];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Mutated(byte[] stream, Random random)
    {
        var bytes = stream.ToList();
        for (var n = random.Next(1, 12); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(30), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }

    private static void AssertPossible(double? azimuth, double? elevation)
    {
        Assert.True(azimuth is null or (>= -180 and <= 540), $"azimuth {azimuth}");
        Assert.True(elevation is null or (>= -90 and <= 190), $"elevation {elevation}");
    }

    private static void AssertClose(RotatorCommand sent, RotatorCommand got, double tolerance)
    {
        switch (sent, got)
        {
            case (RotatorCommand.SetPosition(var a, var e), RotatorCommand.SetPosition(var b, var f)):
                Assert.Equal(a, b, tolerance);
                Assert.Equal(e, f, tolerance);
                break;
            case (RotatorCommand.SetAzimuth(var a), RotatorCommand.SetAzimuth(var b)):
                Assert.Equal(a, b, tolerance);
                break;
            default:
                Assert.Equal(sent, got);
                break;
        }
    }
}
