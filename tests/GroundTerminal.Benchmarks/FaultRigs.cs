using System.Net;
using System.Runtime.InteropServices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Devices.Radios.RtlTcp;
using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Benchmarks;

/// <summary>The other sides of the radios that a <see cref="FaultBenchmark"/> breaks.</summary>
internal sealed partial class FaultRigs : IDisposable
{
    private readonly RtlDongle _dongle = new(new RtlDongleOptions { Sky = Tune });
    private readonly string _log = Path.GetTempFileName();
    private RtlTcpServer _server = Serve(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly FaultDifiSender _difi = new(Tune);
    private static volatile bool _silent;

    /// <summary>What all of them are asked for.</summary>
    public static RadioSettings Settings { get; } = new() { SampleRateHz = 1e6, CenterFrequencyHz = 437e6, GainDb = 20 };

    public IEnumerable<FaultCase> Cases() => [.. Dongle(), .. Server(), .. Difi(), .. Soapy()];

    public void Dispose()
    {
        _dongle.Dispose();
        _server.Dispose();
        _difi.Dispose();
        File.Delete(_log);
    }

    private IEnumerable<FaultCase> Dongle()
    {
        var device = new RtlSdrDevice(new EmulatedUsbBus(_dongle), "");
        RtlDongleFaults faults = _dongle.Faults;
        yield return new FaultCase("rtlsdr", "unplugged, plugged in again", device, _dongle.Unplug, _dongle.PlugIn, Closes: true);
        yield return new FaultCase("rtlsdr", "samples hang until a reset", device, () => faults.BulkHangs = true, null, Closes: true);
        yield return new FaultCase("rtlsdr", "nothing answers until a reset", device, () => faults.BulkHangs = faults.ControlHangs = true, null, Closes: true);
        yield return new FaultCase("rtlsdr", "hangs, has another address after the reset", device, () => faults.BulkHangs = faults.ResetChangesAddress = true, () => faults.ResetChangesAddress = false, Closes: true);
        yield return new FaultCase("rtlsdr", "unplugged, taken by another program for a while", device, () =>
        {
            _dongle.Unplug();
            faults.ClaimedByOther = true;
            _dongle.PlugIn();
        }, () => faults.ClaimedByOther = false, Closes: true);
    }

    private IEnumerable<FaultCase> Server()
    {
        var device = new RtlTcpDevice("127.0.0.1", _server.Endpoint.Port);
        yield return new FaultCase("rtl_tcp", "server ends, begins again", device, () => _server.Dispose(), () => _server = Serve(_server.Endpoint), Closes: true);
        yield return new FaultCase("rtl_tcp", "server is silent", device, () => _silent = true, () => Task.Delay(900).ContinueWith(_ => _silent = false, TaskScheduler.Default), Closes: true);
    }

    private IEnumerable<FaultCase> Difi()
    {
        IRadioDevice device = RadioCatalog.Find("difi")!.Create($"tcp-listen://127.0.0.1:{_difi.Port}");
        yield return new FaultCase("difi", "connection closed, opened again", device, _difi.Cut, null, Closes: true) { Settings = Settings with { GainDb = null } };
    }

    private IEnumerable<FaultCase> Soapy()
    {
        string module = Path.Combine(Repository.Artifacts, "soapy-module", "libgttest.so");
        if (ChildProcess.Run("make", ["-s", "-C", Path.Combine(Repository.Root, "tests", "soapy-module")], oneCore: false).ExitCode != 0 || Marshal.PtrToStringUTF8(LoadModule(module)) is not "")
        {
            Console.WriteLine("soapy: skipped, tests/soapy-module does not build or load (apt-get install libsoapysdr-dev g++)");
            yield break;
        }
        yield return Broken("unplugged for 50 ms", "unplug@200000:50");
        yield return Broken("hangs until it is closed", "hang@200000:0");
        yield return Lossy("overflow, told by a flag", "overflow@200000:1000");
        yield return Lossy("samples missing by time stamps only", "gap@200000:777");
    }

    private FaultCase Broken(string name, string fault) => new("soapy", name, new SoapyDevice($"driver=gttest,fault={fault}"), null, null, Closes: true);

    private FaultCase Lossy(string name, string fault) => new("soapy", name, new SoapyDevice($"driver=gttest,fault={fault},every=200000,log={_log}"), null, null, Closes: false) { LossLog = _log };

    private static RtlTcpServer Serve(IPEndPoint endpoint) => new(endpoint, new RadioServerRequest("", Tune, Settings.SampleRateHz, Settings.CenterFrequencyHz, _ => { }));

    private static PausableRadio Tune(double sampleRateHz, double centerFrequencyHz) =>
        new(new EmulatedRadio(new EmulatedRadioOptions { SampleRateHz = sampleRateHz, CenterFrequencyHz = centerFrequencyHz }, TimeProvider.System));

    [LibraryImport("libSoapySDR.so.0.8", EntryPoint = "SoapySDR_loadModule", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint LoadModule(string path);

    /// <summary>Gives nothing while it is silent.</summary>
    private sealed class PausableRadio(IRadio radio) : IRadio
    {
        public string Description => radio.Description;

        public double SampleRateHz => radio.SampleRateHz;

        public double CenterFrequencyHz => radio.CenterFrequencyHz;

        public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
        {
            while (_silent && !cancellation.IsCancellationRequested)
                Thread.Sleep(1);
            return radio.Read(destination, out info, cancellation);
        }

        public void Dispose() => radio.Dispose();
    }
}
