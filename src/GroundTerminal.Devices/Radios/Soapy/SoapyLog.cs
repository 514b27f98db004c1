using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>What libSoapySDR and its modules would print: kept, so that a failure can say it, not printed.</summary>
/// <remarks>The library has one handler for the whole process. Drivers call it from any thread, the reading one too, so it allocates nothing.</remarks>
internal static unsafe class SoapyLog
{
    private const int Longest = 400;
    private static readonly byte[] Line = new byte[Longest];
    private static readonly Lock Guard = new();
    private static int _length;
    private static bool _installed;

    /// <summary>Takes the log over, once.</summary>
    public static void Install()
    {
        lock (Guard)
        {
            if (_installed)
                return;
            SoapyLibrary.RegisterLogHandler(&Take);
            _installed = true;
        }
        // Destructors of modules may log after the runtime has ended.
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            SoapyLibrary.SetLogLevel(SoapyLibrary.LogFatal);
            SoapyLibrary.RegisterLogHandler(null);
        };
    }

    /// <summary>Forgets what was said.</summary>
    public static void Clear()
    {
        lock (Guard)
            _length = 0;
    }

    /// <summary>The last warning or error since it was cleared; empty where there was none.</summary>
    public static string Last()
    {
        lock (Guard)
            return Encoding.UTF8.GetString(Line, 0, _length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Take(int level, byte* message)
    {
        if (level > SoapyLibrary.LogWarning || message is null)
            return;
        var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message);
        text = text[..Math.Min(text.Length, Longest)];
        lock (Guard)
        {
            text.CopyTo(Line);
            _length = text.Length;
        }
    }
}
