using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>Our device behind Debian's SoapySDRServer (soapyremote-server, which needs a running avahi-daemon), read through Debian's module remote: every sample accounted for over the network too.</summary>
[Collection(SoapyCollection.Name)]
public sealed class SoapyRemoteTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500), Limit = TimeSpan.FromSeconds(30);
    private readonly TestDirectory _directory = new();
    private readonly Process _server;
    private readonly int _port = FreePort();
    private bool _serves;

    public SoapyRemoteTests()
    {
        SoapyTestModule.Need();
        Skip.IfNot(File.Exists("/usr/bin/SoapySDRServer") && File.Exists("/run/avahi-daemon/pid"), "soapyremote-server, soapysdr0.8-module-remote and a running avahi-daemon are needed");
        var start = new ProcessStartInfo("/usr/bin/SoapySDRServer", [$"--bind=tcp://127.0.0.1:{_port}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SOAPY_SDR_PLUGIN_PATH"] = SoapyTestModule.Folder;
        _server = Process.Start(start)!;
        _server.OutputDataReceived += (_, line) => Volatile.Write(ref _serves, Volatile.Read(ref _serves) || line.Data?.StartsWith("Press Ctrl+C", StringComparison.Ordinal) == true);
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _serves) || _server.HasExited, Limit));
        Skip.If(_server.HasExited || _server.WaitForExit(100), "SoapySDRServer ends at once: it needs a running avahi-daemon");
    }

    public void Dispose()
    {
        if (!_server.HasExited)
            _server.Kill();
        _server.Dispose();
        _directory.Dispose();
    }

    [SkippableTheory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public void Every_sample_is_the_one_that_the_account_says(string transport)
    {
        CountedSamples.Write(_directory.File("samples"));
        var device = new SoapyDevice($"driver=remote,remote=tcp://127.0.0.1:{_port},remote:driver=gttest,remote:format=CS16,file={_directory.File("samples")},fault=overflow@400000:1234,every=300000");
        using IRadioStream stream = device.Open(new RadioSettings { SampleRateHz = 1e6, CenterFrequencyHz = 437e6, GainDb = 20, Others = new Dictionary<string, string> { ["stream:remote:prot"] = transport } });
        Assert.EndsWith("CS16", stream.Description, StringComparison.Ordinal);
        (long at, long lost, long reported, var buffer) = (-1, 0, 0, new Complex32[2048]);
        for (long started = Stopwatch.GetTimestamp(); at < 1_500_000;)
        {
            RadioRead read = stream.Read(buffer, Timeout);
            Assert.False(read.LostUnknown && at >= 0);
            if (at < 0 && read.Count > 0)
                at = CountedSamples.IndexOf(buffer[0]); // what came before the connection was there is nobody's loss
            else
                at += read.LostBefore;
            lost += read.LostBefore;
            reported += read.LostBefore > 0 ? 1 : 0;
            for (int i = 0; i < read.Count; i++, at++)
                Assert.Equal(at % CountedSamples.Length, CountedSamples.IndexOf(buffer[i]));
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit);
        }
        // The server throws away the packet that it was filling when the device overflowed: more is lost than by the device, and told.
        Assert.True(lost >= 3 * 1234 && reported >= 3, $"{lost} lost in {reported} gaps");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
