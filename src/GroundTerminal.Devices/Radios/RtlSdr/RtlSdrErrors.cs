using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Faults of USB as faults of a radio, with the remedy.</summary>
internal static class RtlSdrErrors
{
    public static RadioException ToRadio(UsbException e, string doing) => e.Error switch
    {
        UsbError.Library => new RadioException(RadioFailure.Library, e.Message, e),
        UsbError.NoDevice or UsbError.Changed => new RadioException(RadioFailure.Absent, $"{doing}: the dongle is not there; plug it in", e),
        UsbError.Denied => new RadioException(
            RadioFailure.Denied,
            $"{doing}: this user may not; copy hw/udev/70-groundterminal-rtlsdr.rules to /etc/udev/rules.d, be in the group plugdev, and plug the dongle in again", e),
        UsbError.Busy => new RadioException(RadioFailure.Busy, $"{doing}: another program has the dongle; end it (rtl_tcp, gqrx, dump1090 …), or name another dongle in radio.device", e),
        _ => new RadioException(RadioFailure.Hung, $"{doing}: {e.Message}; where that goes on, unplug the dongle and plug it in again", e),
    };

    /// <summary>A setting that cannot be.</summary>
    /// <param name="key">After <c>radio.</c>.</param>
    public static RadioException Setting(string key, string problem) => new(RadioFailure.Settings, $"radio.{key}: {problem}");
}
