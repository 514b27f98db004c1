using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Links;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Emulator.RotatorServers;
using GroundTerminal.Orbits;
using GroundTerminal.Station;

namespace GroundTerminal.Emulation;

/// <summary>Runs an emulated rotator and tells where it goes, until it is interrupted.</summary>
internal sealed class EmulatedRotatorRun(EmulateRotatorOptions options, TextWriter output)
{
    private const double ToldDegrees = 0.1;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.25);
    private (double Azimuth, double Elevation) _told = (double.NaN, double.NaN);

    public async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var rotator = new EmulatedRotator(
            new EmulatedRotatorOptions
            {
                Azimuth = new RotatorAxisOptions(options.Azimuth.Least, options.Azimuth.Most, options.Speed.Azimuth, options.Speed.Azimuth),
                Elevation = new RotatorAxisOptions(options.Elevation.Least, options.Elevation.Most, options.Speed.Elevation, options.Speed.Elevation),
                StartAzimuthDegrees = options.Start.Azimuth,
                StartElevationDegrees = options.Start.Elevation,
            },
            TimeProvider.System)
        { Faults = options.Faults };
        try
        {
            await Serve(rotator, stop.Token).ConfigureAwait(false);
        }
        catch (LinkException e)
        {
            throw new InputException(e.Message, e);
        }
        return ExitCode.Done;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private async Task Serve(EmulatedRotator rotator, CancellationToken stop)
    {
        var limits = new RotatorLimits(options.Azimuth.Least, options.Azimuth.Most, options.Elevation.Least, options.Elevation.Most);
        var responder = new AntennaResponder(new EmulatedAntenna(rotator, limits, options.Park));
        if (options.Listen is { } listen)
        {
            var server = new LinkServer(new LinkServerOptions(await Endpoint(listen).ConfigureAwait(false)), Session);
            await using (server.ConfigureAwait(false))
            {
                Tell("listen", server.Endpoint.ToString());
                await Watch(rotator, stop).ConfigureAwait(false);
            }
            return;
        }
        using var terminal = new PseudoTerminalServer(Session(), options.LinkPath);
        Tell("pty", terminal.Path);
        await Watch(rotator, stop).ConfigureAwait(false);

        RotatorSession Session() => new(options.Protocol.CreateDevice(), responder, () => rotator.Faults is { Mute: true } or { Unplugged: true });
    }

    private async Task Watch(EmulatedRotator rotator, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TellPosition(rotator.Antenna);
            await Task.Delay(Step, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<IPEndPoint> Endpoint((string Host, int Port) listen)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(listen.Host).ConfigureAwait(false);
            return new IPEndPoint(addresses[0], listen.Port);
        }
        catch (SocketException e)
        {
            throw new InputException($"--listen: '{listen.Host}' is not known ({e.Message})", e);
        }
    }

    private void Tell(string kind, string place)
    {
        output.WriteLine(options.Json
            ? JsonLines.Of(json =>
            {
                json.WriteString("event", "listening");
                json.WriteString("protocol", options.Protocol.Name);
                json.WriteString(kind, place);
                if (options.LinkPath is not null)
                    json.WriteString("link", options.LinkPath);
            })
            : $"{options.Protocol.Standard} on {place}{(options.LinkPath is null ? "" : $" ({options.LinkPath})")}; Ctrl-C ends it");
        output.Flush();
    }

    private void TellPosition((double Azimuth, double Elevation) at)
    {
        if (Math.Abs(at.Azimuth - _told.Azimuth) < ToldDegrees && Math.Abs(at.Elevation - _told.Elevation) < ToldDegrees)
            return;
        _told = at;
        output.WriteLine(options.Json
            ? JsonLines.Of(json =>
            {
                json.WriteString("event", "position");
                json.Time("time", TimeProvider.System.GetUtcNow());
                json.WriteNumber("azimuthDegrees", Math.Round(at.Azimuth, 2));
                json.WriteNumber("elevationDegrees", Math.Round(at.Elevation, 2));
            })
            : string.Create(CultureInfo.InvariantCulture, $"azimuth {at.Azimuth,6:0.0}°  elevation {at.Elevation,6:0.0}°"));
        output.Flush();
    }
}
