using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>An open device of the library. The library counts: receiver and transmitter of the same arguments share one.</summary>
internal sealed unsafe class SoapyHandle : IDisposable
{
    private readonly nint _device;
    private int _disposed;

    private SoapyHandle(nint device)
    {
        _device = device;
        Driver = SoapyAnswers.Text(SoapyLibrary.GetDriverKey(device));
        Hardware = SoapyAnswers.Text(SoapyLibrary.GetHardwareKey(device));
    }

    /// <summary>Opens by arguments, as <c>driver=rtlsdr,serial=1</c>.</summary>
    /// <exception cref="RadioException">It cannot be had.</exception>
    public static SoapyHandle Make(string arguments)
    {
        nint device = SoapyFailure.WithLibrary(() =>
        {
            SoapyLog.Clear();
            return SoapyLibrary.Make(arguments);
        });
        return device != 0 ? new SoapyHandle(device) : throw SoapyFailure.NotOpened($"SoapySDR '{arguments}'", SoapyFailure.LastText());
    }

    /// <summary>The device in the library.</summary>
    public nint Pointer => _device;

    public string Driver { get; }

    public string Hardware { get; }

    /// <summary>Serial number and versions, by the driver's names.</summary>
    public Dictionary<string, string> Information() => SoapyAnswers.Pairs(SoapyLibrary.GetHardwareInfo(_device));

    public SoapyArgument[] Settings() => SoapyAnswers.Arguments(SoapyLibrary.GetSettingInfo(_device, out nuint length), length);

    public int Write(string setting, string value) => SoapyLibrary.WriteSetting(_device, setting, value);

    public string[] ClockSources() => SoapyAnswers.Texts(SoapyLibrary.ListClockSources(_device, out nuint length), length);

    public int SetClockSource(string name) => SoapyLibrary.SetClockSource(_device, name);

    public string[] TimeSources() => SoapyAnswers.Texts(SoapyLibrary.ListTimeSources(_device, out nuint length), length);

    public int SetTimeSource(string name) => SoapyLibrary.SetTimeSource(_device, name);

    /// <summary>Where the device's time comes from; empty where it does not say.</summary>
    public string TimeSource() => SoapyAnswers.Text(SoapyLibrary.GetTimeSource(_device));

    /// <summary>The device's time, ns; null where it has none.</summary>
    public long? TimeNs() => SoapyLibrary.HasHardwareTime(_device, "") ? SoapyLibrary.GetHardwareTime(_device, "") : null;

    public IReadOnlyList<RadioSensor> Sensors() => [.. SoapyAnswers.Texts(SoapyLibrary.ListSensors(_device, out nuint length), length).Select(Sensor)];

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _ = SoapyLibrary.Unmake(_device);
    }

    private RadioSensor Sensor(string key) =>
        new(key, SoapyAnswers.Text(SoapyLibrary.ReadSensor(_device, key)), SoapyAnswers.Argument(SoapyLibrary.GetSensorInfo(_device, key)).Units);
}
