using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>A radio that libSoapySDR can open. Which kinds those are is a matter of the modules installed.</summary>
public sealed class SoapyDevice : IRadioDevice, ITransmitDevice
{
    private readonly string _arguments;

    /// <param name="arguments">Of the device, as <c>driver=rtlsdr,serial=00000001</c>.</param>
    /// <exception cref="InputException">They are not keys and values.</exception>
    public SoapyDevice(string arguments)
    {
        if (arguments.Split(',', StringSplitOptions.TrimEntries) is var pairs && !pairs.All(p => p.IndexOf('=', StringComparison.Ordinal) > 0))
            throw InputException.For("radio.device", $"'{arguments}' is not key=value, …", "SoapySDR's arguments, as 'driver=rtlsdr,serial=00000001' (groundterminal radio list, or SoapySDRUtil --find)");
        _arguments = string.Join(',', pairs);
    }

    /// <summary>How this kind is named and configured.</summary>
    public static RadioDescriptor Descriptor { get; } = new(
        "soapy",
        "SoapySDR 0.8: what its modules drive (rtlsdr, hackrf, airspy, lime, uhd, plutosdr, sdrplay, remote, …)",
        "SoapySDR's arguments, as 'driver=rtlsdr,serial=00000001' or 'driver=redpitaya,addr=192.168.1.100'",
        name => new SoapyDevice(name))
    {
        List = () => List(""),
    };

    /// <inheritdoc/>
    public string Description => $"SoapySDR {_arguments}";

    /// <summary>Looks for devices that all modules, or one, can find. Those behind an address have to be named, not found.</summary>
    /// <param name="arguments">What they must be like, as <c>driver=rtlsdr</c>; empty means any.</param>
    /// <exception cref="RadioException">The library is missing.</exception>
    public static unsafe IReadOnlyList<FoundRadio> List(string arguments) => SoapyFailure.WithLibrary<IReadOnlyList<FoundRadio>>(() =>
        [.. SoapyAnswers.PairsList(SoapyLibrary.Enumerate(arguments, out nuint length), length).Select(Found)]);

    /// <inheritdoc/>
    public IRadioStream Open(RadioSettings settings) => new SoapyReceiveStream(SoapyHandle.Make(_arguments), settings);

    /// <inheritdoc/>
    public ITransmitStream OpenTransmit(RadioSettings settings) => new SoapyTransmitStream(SoapyHandle.Make(_arguments), settings);

    private static FoundRadio Found(Dictionary<string, string> pairs)
    {
        // The label is for people, and commas in it would be read as more arguments.
        string device = string.Join(',', pairs.Where(p => p.Key != "label" && !p.Value.Contains(',', StringComparison.Ordinal)).OrderBy(p => p.Key == "driver" ? "" : p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
        string label = pairs.GetValueOrDefault("label") ?? pairs.GetValueOrDefault("product") ?? pairs.GetValueOrDefault("driver") ?? device;
        return new FoundRadio(Descriptor.Name, device, label, pairs);
    }
}
