using System.Runtime.InteropServices;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>What tests ask a device and the driver does not.</summary>
internal static unsafe partial class SoapyTestCalls
{
    [LibraryImport("libSoapySDR.so.0.8", EntryPoint = "SoapySDRDevice_readSetting", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* ReadSetting(nint device, string key);

    [LibraryImport("libSoapySDR.so.0.8", EntryPoint = "SoapySDRDevice_getGainMode")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool GetGainMode(nint device, int direction, nuint channel);
}
