using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Clocks;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Clocks;

/// <summary>
/// Answers of chronyd 4.3 of Debian 12 on the loopback interface, beside what <c>chronyc -c tracking</c> of the same moment says:
/// 7F000001,127.0.0.1,4,1795285308.598009189,-0.000000839,-0.000000513,0.000000270,0.067,0.003,0.082,0.000004036,0.000000297,0.8,Normal.
/// </summary>
public class ChronyClockTests
{
    private const string Synchronised = "060200000021000500000000000000001234567800000000000000007f0000017f0000010000000000000000000000000001000000040000000000006b01e13c23a4e565db1eb69adb766859d890e2cbfc89898ff2d0e44bfca8bf36e0876cfad89e0c7602c2865f";
    private const string LocalOnly = "060200000021000500000000000000001234567800000000000000007f7f0101000000000000000000000000000000000000000000030000000000006b01e11b135c0032000000000000000000000000000000000000000000000000000000000000000000000000";
    private const uint Sequence = 0x12345678;
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795285309);

    [Fact]
    public void Its_figures_are_those_of_chronyc()
    {
        var reading = ChronyClock.Parse(Convert.FromHexString(Synchronised), Sequence, Now)!;
        Assert.Equal(("chrony, 127.0.0.1", true), (reading.Source, reading.IsSynchronised));
        Assert.Equal(0.000000839 + 0.000000297 + (0.000004036 / 2), reading.MaximumErrorSeconds, 1e-8);
        Assert.Equal(0.000000839 + 0.000000270, reading.EstimatedErrorSeconds, 1e-9);
    }

    [Fact]
    public void A_clock_that_follows_only_itself_is_not_synchronised() => Assert.False(ChronyClock.Parse(Convert.FromHexString(LocalOnly), Sequence, Now)!.IsSynchronised);

    [Fact]
    public void A_source_that_is_long_silent_does_not_synchronise()
    {
        Assert.True(ChronyClock.Parse(Convert.FromHexString(Synchronised), Sequence, Now.AddHours(2))!.IsSynchronised);
        Assert.False(ChronyClock.Parse(Convert.FromHexString(Synchronised), Sequence, Now.AddHours(3))!.IsSynchronised);
        var never = Convert.FromHexString(Synchronised);
        never[55] = 3;
        Assert.False(ChronyClock.Parse(never, Sequence, Now)!.IsSynchronised);
    }

    [Fact]
    public void What_is_no_answer_to_the_request_is_passed_over()
    {
        var whole = Convert.FromHexString(Synchronised);
        Assert.Null(ChronyClock.Parse(whole, Sequence + 1, Now));
        Assert.Null(ChronyClock.Parse(whole.AsSpan(0, 103), Sequence, Now));
        foreach (var at in (int[])[0, 1, 7, 9])
        {
            var other = (byte[])whole.Clone();
            other[at]++;
            Assert.Null(ChronyClock.Parse(other, Sequence, Now));
        }
    }

    /// <summary>A server that answers with chronyd's bytes and the request's sequence; then none at all.</summary>
    [Fact]
    public async Task It_asks_over_UDP()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var clock = new ChronyClock((IPEndPoint)server.LocalEndPoint!, new ManualTime(Now));
        var first = new TaskCompletionSource<string>();
        var serving = Task.Run(() =>
        {
            var request = new byte[200];
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            while (true)
            {
                var count = server.ReceiveFrom(request, ref from);
                first.TrySetResult(Convert.ToHexStringLower(request.AsSpan(0, count)));
                var reply = Convert.FromHexString(Synchronised);
                request.AsSpan(8, 4).CopyTo(reply.AsSpan(16));
                server.SendTo(reply, from);
            }
        });
        // On a busy machine the server may be late for the first request.
        var reading = clock.Read();
        for (var i = 0; i < 20 && reading is null; i++)
            reading = clock.Read();
        Assert.True(reading?.IsSynchronised);
        // As chronyc sends it: version 6, request 1, command 33, attempt 0, a sequence; as long as the reply.
        Assert.Equal("0601000000210000" + "00000001" + new string('0', 184), await first.Task);
        server.Close();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
        Assert.Null(clock.Read());
    }
}
