using System.Globalization;
using System.Runtime.InteropServices;
using GroundTerminal.Configuration;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Orbits;

namespace GroundTerminal.Emulation;

/// <summary>Serves an emulated sky and tells of its clients, until it is interrupted.</summary>
internal sealed class EmulatedRadioRun(RadioServerDescriptor protocol, StationConfiguration configuration, string listen, bool json, TextWriter output)
{
    private readonly Lock _lock = new();

    public async Task<int> RunAsync()
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var radio = (EmulatedRadioConfiguration)configuration.Radio;
        var sky = new EmulatedSkyTuning(configuration, TimeProvider.System);
        using (IRadioServer server = protocol.Start(new RadioServerRequest(listen, sky.Tune, radio.SampleRateHz, radio.CenterFrequencyHz, Tell)))
        {
            TellPlace(server.Address, radio, sky.Now);
            await stop.Task.ConfigureAwait(false);
        }
        return ExitCode.Done;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    private void TellPlace(string address, EmulatedRadioConfiguration radio, DateTimeOffset skyTime) => Write(json
        ? JsonLines.Of(line =>
        {
            line.WriteString("event", "listening");
            line.WriteString("protocol", protocol.Name);
            line.WriteString("listen", address);
            line.Time("skyTime", skyTime);
            line.WriteNumber("sampleRateHz", radio.SampleRateHz);
            line.WriteNumber("centerFrequencyHz", radio.CenterFrequencyHz);
        })
        : string.Create(CultureInfo.InvariantCulture, $"{protocol.Standard} on {address}, {radio.Transmitters.Count} transmitters round {radio.CenterFrequencyHz / 1e6:0.0##} MHz; it is {JsonLines.Text(skyTime)} in the sky; Ctrl-C ends it"));

    private void Tell(RadioServerEvent told) => Write(json
        ? JsonLines.Of(line =>
        {
            line.WriteString("event", told.Event);
            line.WriteString("client", told.Client);
            line.WriteNumber("sampleRateHz", told.SampleRateHz);
            line.WriteNumber("centerFrequencyHz", told.CenterFrequencyHz);
            line.Number("gainDb", told.GainDb, 1);
            line.WriteNumber("samplesLost", told.SamplesLost);
            if (told.Reason.Length > 0)
                line.WriteString("reason", told.Reason);
        })
        : told.Event switch
        {
            "tuned" => string.Create(CultureInfo.InvariantCulture, $"{told.Client} tuned to {told.CenterFrequencyHz / 1e6:0.000###} MHz, {told.SampleRateHz / 1e3:0.###} kS/s"),
            "disconnected" => $"{told.Client} gone, {told.SamplesLost} samples lost{(told.Reason.Length > 0 ? ": " + told.Reason : "")}",
            _ => $"{told.Client} {told.Event}{(told.Reason.Length > 0 ? ": " + told.Reason : "")}",
        });

    private void Write(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
