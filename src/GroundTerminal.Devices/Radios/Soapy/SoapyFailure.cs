using System.Runtime.InteropServices;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>The library's errors as ours. It knows only texts, each module its own.</summary>
internal static class SoapyFailure
{
    /// <summary>Runs what may be the first call into the library.</summary>
    /// <exception cref="RadioException">It is missing.</exception>
    public static T WithLibrary<T>(Func<T> call)
    {
        try
        {
            SoapyLog.Install();
            return call();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw Missing(e);
        }
    }

    public static RadioException Missing(Exception cause) => new(
        RadioFailure.Library,
        $"SoapySDR: {SoapyLibrary.Name} is missing; apt-get install libsoapysdr0.8 and the module of the radio, as soapysdr0.8-module-rtlsdr, -hackrf, -lms7, -uhd, -remote",
        cause);

    /// <summary>Text of the last call's error on this thread, with what was logged.</summary>
    public static string LastText()
    {
        string error = Marshal.PtrToStringUTF8(SoapyLibrary.LastError()) ?? "", log = SoapyLog.Last();
        return log.Length == 0 || error.Contains(log, StringComparison.Ordinal) ? error : error.Length == 0 ? log : $"{error} ({log})";
    }

    /// <summary>A device that could not be opened.</summary>
    public static RadioException NotOpened(string what, string text) => Reason(text) switch
    {
        RadioFailure.Busy => new RadioException(RadioFailure.Busy, $"{what}: {text}; another program has it: end that"),
        RadioFailure.Denied => new RadioException(RadioFailure.Denied, $"{what}: {text}; this user may not open it: add the udev rules of its package, or the user to group plugdev"),
        _ => new RadioException(RadioFailure.Absent, $"{what}: {text}; see that it is plugged in or its server runs, and that its module is installed (SoapySDRUtil --info)"),
    };

    /// <summary>A setting that was refused.</summary>
    /// <param name="key">Of the configuration.</param>
    /// <param name="wrong">What of it is wrong, and what may be.</param>
    public static RadioException Setting(string key, string wrong) => new(RadioFailure.Settings, $"radio.{key}: {wrong}");

    /// <summary>Throws where a call failed that has a status only.</summary>
    public static void Check(int status, string key, string value)
    {
        if (status != 0)
            throw Setting(key, $"{value} was refused: {LastText()}");
    }

    private static RadioFailure Reason(string text)
    {
        string[] busy = ["busy", "in use", "claim", "already", "exclusive"], denied = ["permission", "denied", "access", "not permitted"];
        bool Says(string[] words) => words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
        return Says(busy) ? RadioFailure.Busy : Says(denied) ? RadioFailure.Denied : RadioFailure.Absent;
    }
}
