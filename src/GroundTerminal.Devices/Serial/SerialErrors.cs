using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Serial;

/// <summary>What the errors of a serial port mean, and what helps.</summary>
internal static class SerialErrors
{
    public static LinkException Opening(string path, int error) => new($"{path}: " + error switch
    {
        Libc.NoEntry => "not there; see that the adapter is plugged in (ls -l /dev/serial/by-id)",
        Libc.AccessDenied => "permission denied; add the user to the group dialout (sudo usermod -aG dialout USER) and log in again",
        Libc.Busy => $"in use by another program; end that one (fuser -v {path} names it)",
        Libc.NotATerminal => "not a serial port; expected a tty such as /dev/ttyUSB0",
        Libc.InputOutput or Libc.NoDevice or Libc.NoDeviceOrAddress => "no device behind it; see the adapter and its driver (dmesg)",
        _ => $"cannot be opened ({Marshal.GetPInvokeErrorMessage(error)})",
    });

    public static LinkException Lost(string path, int error) => new(error is 0 or Libc.InputOutput or Libc.NoDevice or Libc.NoDeviceOrAddress
        ? $"{path}: gone (hang-up); see the adapter and its cable"
        : $"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
}
