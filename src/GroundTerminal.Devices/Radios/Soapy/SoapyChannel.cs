namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>A receiver or a transmitter of a device. Setters return 0, or what the library calls an error.</summary>
/// <param name="handle">The device.</param>
/// <param name="direction"><see cref="SoapyLibrary.Receive"/> or <see cref="SoapyLibrary.Transmit"/>.</param>
/// <param name="number">Which of them.</param>
internal sealed unsafe class SoapyChannel(SoapyHandle handle, int direction, int number)
{
    private readonly nint _device = handle.Pointer;
    private readonly nuint _channel = (nuint)number;

    public SoapyHandle Handle => handle;

    public int Direction => direction;

    public int Number => number;

    /// <summary>How many the device has in this direction.</summary>
    public int Count => (int)SoapyLibrary.GetNumChannels(_device, direction);

    public double Gain => SoapyLibrary.GetGain(_device, direction, _channel);

    public SoapyRange GainRange => SoapyLibrary.GetGainRange(_device, direction, _channel);

    public bool HasAutomaticGain => SoapyLibrary.HasGainMode(_device, direction, _channel);

    public double Frequency => SoapyLibrary.GetFrequency(_device, direction, _channel);

    public double SampleRate => SoapyLibrary.GetSampleRate(_device, direction, _channel);

    public double Bandwidth => SoapyLibrary.GetBandwidth(_device, direction, _channel);

    public bool HasCorrection => SoapyLibrary.HasFrequencyCorrection(_device, direction, _channel);

    public double Correction => SoapyLibrary.GetFrequencyCorrection(_device, direction, _channel);

    public string[] Formats() => SoapyAnswers.Texts(SoapyLibrary.GetStreamFormats(_device, direction, _channel, out nuint length), length);

    public string NativeFormat(out double fullScale) => SoapyAnswers.Text(SoapyLibrary.GetNativeStreamFormat(_device, direction, _channel, out fullScale));

    public string[] Antennas() => SoapyAnswers.Texts(SoapyLibrary.ListAntennas(_device, direction, _channel, out nuint length), length);

    public string[] Gains() => SoapyAnswers.Texts(SoapyLibrary.ListGains(_device, direction, _channel, out nuint length), length);

    public SoapyRange[] Frequencies() => SoapyAnswers.Ranges(SoapyLibrary.GetFrequencyRange(_device, direction, _channel, out nuint length), length);

    public SoapyRange[] SampleRates() => SoapyAnswers.Ranges(SoapyLibrary.GetSampleRateRange(_device, direction, _channel, out nuint length), length);

    public SoapyRange[] Bandwidths() => SoapyAnswers.Ranges(SoapyLibrary.GetBandwidthRange(_device, direction, _channel, out nuint length), length);

    public SoapyArgument[] Settings() => SoapyAnswers.Arguments(SoapyLibrary.GetChannelSettingInfo(_device, direction, _channel, out nuint length), length);

    public int SetAntenna(string name) => SoapyLibrary.SetAntenna(_device, direction, _channel, name);

    public int SetAutomaticGain(bool on) => SoapyLibrary.SetGainMode(_device, direction, _channel, on);

    public int SetGain(double db) => SoapyLibrary.SetGain(_device, direction, _channel, db);

    public int SetGain(string stage, double db) => SoapyLibrary.SetGainElement(_device, direction, _channel, stage, db);

    public double StageGain(string stage) => SoapyLibrary.GetGainElement(_device, direction, _channel, stage);

    public SoapyRange StageGainRange(string stage) => SoapyLibrary.GetGainElementRange(_device, direction, _channel, stage);

    public int SetFrequency(double hz)
    {
        SoapyKwargs none = default;
        return SoapyLibrary.SetFrequency(_device, direction, _channel, hz, &none);
    }

    public int SetSampleRate(double hz) => SoapyLibrary.SetSampleRate(_device, direction, _channel, hz);

    public int SetBandwidth(double hz) => SoapyLibrary.SetBandwidth(_device, direction, _channel, hz);

    public int SetCorrection(double ppm) => SoapyLibrary.SetFrequencyCorrection(_device, direction, _channel, ppm);

    public int Write(string setting, string value) => SoapyLibrary.WriteChannelSetting(_device, direction, _channel, setting, value);

    public IReadOnlyList<RadioSensor> Sensors() => [.. SoapyAnswers.Texts(SoapyLibrary.ListChannelSensors(_device, direction, _channel, out nuint length), length).Select(Sensor)];

    private RadioSensor Sensor(string key) => new(
        key,
        SoapyAnswers.Text(SoapyLibrary.ReadChannelSensor(_device, direction, _channel, key)),
        SoapyAnswers.Argument(SoapyLibrary.GetChannelSensorInfo(_device, direction, _channel, key)).Units);
}
