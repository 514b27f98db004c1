using System.Diagnostics;
using System.Net.Sockets;
using GroundTerminal.Devices.Radios.RtlTcp;
using GroundTerminal.Tests.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Radios.RtlTcp;

/// <summary>The server as bytes on the wire: what librtlsdr's rtl_tcp documents by its source, written down here once more and not taken from our own.</summary>
public sealed class RtlTcpServerTests
{
    [Fact]
    public async Task It_greets_as_an_R820T_with_29_gains()
    {
        using var sky = new RtlTcpSky();
        using TcpClient client = await Connect(sky);
        Assert.Equal("52544C30" + "00000005" + "0000001D", Convert.ToHexString(await Read(client, 12)));
    }

    [Fact]
    public async Task Commands_of_five_bytes_are_obeyed_however_they_are_cut()
    {
        using var sky = new RtlTcpSky();
        using TcpClient client = await Connect(sky);
        byte[] commands = [0x02, 0x00, 0x16, 0xE3, 0x60, 0x01, 0x1A, 0x13, 0xB3, 0xE0, 0x03, 0, 0, 0, 1, 0x04, 0, 0, 0, 207, 0x0E, 0, 0, 0, 1, 0x0A, 0, 0, 0, 1, 0x09, 0, 0, 0, 2, 0x77, 1, 2, 3, 4];
        foreach (byte b in commands)
            await client.GetStream().WriteAsync(new[] { b });
        Until.True(() => sky.Events.Any(e => e is { SampleRateHz: 1_500_000, CenterFrequencyHz: 437_498_848 }), "tuned");
        await Read(client, 100_000);
        Assert.Equal(1_500_000, sky.Radio!.SampleRateHz);
    }

    [Fact]
    public async Task A_crystal_said_to_be_fast_gives_less()
    {
        using var sky = new RtlTcpSky();
        using TcpClient client = await Connect(sky);
        await client.GetStream().WriteAsync(new byte[] { 0x05, 0, 0, 0, 50 });
        Until.True(() => sky.Events.Any(e => e.Event == "tuned" && Math.Abs(e.CenterFrequencyHz - (100e6 / 1.00005)) < 1e-3 && Math.Abs(e.SampleRateHz - (1e6 / 1.00005)) < 1e-3), "server");
        await client.GetStream().WriteAsync(new byte[] { 0x05, 0xFF, 0xFF, 0xFF, 0xF6 });
        Until.True(() => sky.Events.Any(e => e.Event == "tuned" && Math.Abs(e.CenterFrequencyHz - (100e6 / 0.99999)) < 1e-3), "server");
    }

    [Fact]
    public async Task What_cannot_be_tuned_is_refused_and_the_stream_goes_on()
    {
        using var sky = new RtlTcpSky();
        using TcpClient client = await Connect(sky);
        await Read(client, 12);
        await client.GetStream().WriteAsync(new byte[] { 0x02, 0, 0, 0, 5, 0x0D, 0, 0, 0, 99 });
        Until.True(() => sky.Events.Count(e => e.Event == "refused") == 2, "server");
        await Read(client, 100_000);
    }

    [Theory]
    [InlineData(0, -29.7)]
    [InlineData(197, -10)]
    [InlineData(496, 19.9)]
    public async Task A_gain_changes_the_level_by_so_much(ushort tenthDb, double expectedDb)
    {
        using var sky = new RtlTcpSky((rate, frequency) => new GroundTerminal.Emulator.EmulatedRadio(
            new() { SampleRateHz = rate, CenterFrequencyHz = frequency, NoiseDensityDbfsPerHz = tenthDb > 297 ? -95 : -66 }, TimeProvider.System));
        using TcpClient client = await Connect(sky);
        await Read(client, 12);
        double before = Power(await Read(client, 400_000));
        await client.GetStream().WriteAsync(new byte[] { 3, 0, 0, 0, 1, 4, 0, 0, (byte)(tenthDb >> 8), (byte)tenthDb });
        // Rounding to bytes adds 1/12 of a step squared to each half.
        const double Rounding = 2.0 / 12;
        double changeDb = 0;
        for (int i = 0; i < 20 && Math.Abs(changeDb - expectedDb) > 0.6; i++) // what is on the way has the old level
            changeDb = 10 * Math.Log10((Power(await Read(client, 400_000)) - Rounding) / (before - Rounding));
        Assert.Equal(expectedDb, changeDb, 0.6);
    }

    [Fact]
    public async Task A_slow_client_loses_whole_samples_and_they_are_counted()
    {
        using var sky = new RtlTcpSky((_, _) => new RtlTcpSky.Ramp());
        using TcpClient client = await Connect(sky);
        await Read(client, 12);
        var (ramp, expected, jumps, read) = (0, -1, 0, 0L);
        for (int round = 0; round < 3; round++)
        {
            long lost = sky.Server.SamplesLost;
            Until.True(() => sky.Server.SamplesLost > lost + 100_000, "server");
            byte[] bytes = await Read(client, 8_000_000);
            for (int i = 0; i < bytes.Length; i += 2, read++)
            {
                Assert.Equal(bytes[i] + 1, bytes[i + 1]);
                ramp = bytes[i];
                jumps += expected >= 0 && ramp != expected ? 1 : 0;
                expected = (ramp + 1) % 200;
            }
        }
        Assert.True(jumps > 0);
        client.Close();
        Until.True(() => sky.Events is [.., { Event: "disconnected" }], "server");
        Assert.Equal(sky.Server.SamplesLost, sky.Events[^1].SamplesLost);
        Assert.InRange(read, 1, sky.Server.SamplesSent);
    }

    [Fact]
    public async Task Test_mode_counts()
    {
        using var sky = new RtlTcpSky();
        using TcpClient client = await Connect(sky);
        await Read(client, 12);
        await client.GetStream().WriteAsync(new byte[] { 7, 0, 0, 0, 1 });
        await Read(client, 1_500_000);
        byte[] bytes = await Read(client, 100_000);
        Assert.True(bytes.Zip(bytes.Skip(1)).All(p => (byte)(p.First + 1) == p.Second));
    }

    [Fact]
    public async Task The_next_client_waits_until_the_first_is_gone()
    {
        using var sky = new RtlTcpSky();
        using TcpClient first = await Connect(sky);
        await Read(first, 5000);
        using TcpClient second = await Connect(sky);
        using var soon = new CancellationTokenSource(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second.GetStream().ReadExactlyAsync(new byte[1], soon.Token));
        first.Close();
        using TcpClient third = await Connect(sky);
        second.Close();
        Assert.Equal("RTL0", System.Text.Encoding.ASCII.GetString(await Read(third, 4)));
    }

    [Fact]
    public async Task It_is_paced_in_real_time()
    {
        using var sky = new RtlTcpSky();
        long started = Stopwatch.GetTimestamp();
        using TcpClient client = await Connect(sky);
        await Read(client, 2_200_012);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 1.09, 5);
    }

    [Fact]
    public async Task It_closes_under_a_client_and_the_port_is_free_again()
    {
        var sky = new RtlTcpSky();
        using TcpClient client = await Connect(sky);
        await Read(client, 1000);
        sky.Dispose();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
                await Read(client, 100_000);
        });
        using var again = new RtlTcpServer(sky.Server.Endpoint, new("", (_, _) => new RtlTcpSky.Ramp(), 1e6, 1e8, _ => { }));
    }

    private static async Task<TcpClient> Connect(RtlTcpSky sky)
    {
        var client = new TcpClient();
        await client.ConnectAsync(sky.Server.Endpoint);
        return client;
    }

    private static async Task<byte[]> Read(TcpClient client, int bytes)
    {
        var all = new byte[bytes];
        await client.GetStream().ReadExactlyAsync(all).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        return all;
    }

    private static double Power(byte[] bytes) => bytes.Average(b => Math.Pow(b - 128, 2)) * 2;
}
