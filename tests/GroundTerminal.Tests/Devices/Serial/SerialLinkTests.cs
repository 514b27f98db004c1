using GroundTerminal.Devices.Links;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Tests.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Serial;

/// <summary>Serial ports on pseudo-terminals.</summary>
public sealed class SerialLinkTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gt-serial-").FullName;

    private string Link => Path.Combine(_directory, "rotator");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(300)]
    [InlineData(600)]
    [InlineData(1200)]
    [InlineData(9600)]
    [InlineData(115200)]
    public void Every_byte_goes_both_ways_at_every_rate(int baudRate)
    {
        using var terminal = new PseudoTerminal();
        using var link = new SerialLink(terminal.Path, new SerialOptions(baudRate) { DataBits = 8, StopBits = 2 });
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        link.Write(all);
        Assert.Equal(all, Take(all.Length, (buffer, wait) => terminal.Read(buffer, wait)));
        terminal.Write(all);
        Assert.Equal(all, Take(all.Length, (buffer, wait) => link.Read(buffer, wait)));
    }

    [Fact]
    public void A_rate_that_there_is_not_is_refused()
    {
        using var terminal = new PseudoTerminal();
        Assert.Contains("1234 baud; expected one of", Refusal(terminal.Path, new SerialOptions(1234)), StringComparison.Ordinal);
        Assert.Contains("9 data bits", Refusal(terminal.Path, new SerialOptions(9600) { DataBits = 9 }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_opened_is_named_with_its_remedy()
    {
        Assert.StartsWith("/dev/gt-no-such-port: not there; see that the adapter is plugged in", Refusal("/dev/gt-no-such-port"), StringComparison.Ordinal);
        Assert.StartsWith("/dev/null: not a serial port", Refusal("/dev/null"), StringComparison.Ordinal);
        using var terminal = new PseudoTerminal();
        using var first = new SerialLink(terminal.Path, new SerialOptions());
        Assert.StartsWith($"{terminal.Path}: in use by another program", Refusal(terminal.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_takes_nothing_is_an_error_and_no_hang()
    {
        using var terminal = new PseudoTerminal();
        using var link = new SerialLink(terminal.Path, new SerialOptions());
        var error = Assert.Throws<LinkException>(() =>
        {
            for (var i = 0; i < 100; i++)
                link.Write(new byte[4096]);
        });
        Assert.Contains("takes no bytes for 1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_outlives_an_adapter_that_goes_and_comes_back()
    {
        var told = new List<string>();
        var antenna = new StillAntenna { Position = (120, 45) };
        var options = new RotatorDriverOptions { LeastBackOff = TimeSpan.FromMilliseconds(20), MostBackOff = TimeSpan.FromMilliseconds(100) };
        var first = Serve(antenna);
        using var driver = new RotatorDriver(RotatorCatalog.Find("gs232b")!, new SerialLinkSource(Link, new SerialOptions(115200)), options, TimeProvider.System, told.Add);
        Until.True(() => driver.Feedback.AzimuthDegrees == 120, "position");
        first.Dispose();
        Until.True(() => driver.Feedback.Problem.Contains("not there", StringComparison.Ordinal), "problem");

        antenna.Position = (130, 45);
        using var second = Serve(antenna);
        Until.True(() => driver.Feedback.AzimuthDegrees == 130, "position after it came back");
        Assert.Equal("", driver.Feedback.Problem);
        Until.True(() => told.Count == 2, "told");
        Assert.Contains("gone (hang-up)", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_served_terminal_outlives_its_clients_and_forgets_their_unfinished_lines()
    {
        var antenna = new StillAntenna { Position = (120, 45) };
        using var server = Serve(antenna);
        for (var round = 0; round < 5; round++)
        {
            using (var link = new SerialLink(Link, new SerialOptions()))
            {
                link.Write("C2\r"u8);
                Assert.Equal("AZ=120  EL=045\r\n"u8.ToArray(), Take(16, (buffer, wait) => link.Read(buffer, wait)));
                link.Write("W100 0"u8);
            }
            Thread.Sleep(100);
        }
        Assert.Equal(0, antenna.Commands);
    }

    [Fact]
    public void The_link_to_a_served_terminal_goes_with_it()
    {
        Serve(new StillAntenna()).Dispose();
        Assert.False(Path.Exists(Link));
    }

    private PseudoTerminalServer Serve(StillAntenna antenna) => new(new RotatorSession(new Gs232Device(Gs232Model.B), new AntennaResponder(antenna)), Link);

    private static string Refusal(string path, SerialOptions? options = null) =>
        Assert.Throws<LinkException>(() => new SerialLink(path, options ?? new SerialOptions())).Message;

    private static byte[] Take(int length, Func<byte[], TimeSpan, int> read)
    {
        var (taken, buffer) = (new List<byte>(), new byte[64]);
        Until.True(
            () =>
            {
                var count = read(buffer, TimeSpan.FromMilliseconds(50));
                taken.AddRange(buffer.AsSpan(0, Math.Max(0, count)));
                return taken.Count >= length;
            },
            $"{length} bytes");
        return [.. taken];
    }
}
