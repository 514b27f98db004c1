using System.Runtime.InteropServices;
using System.Text;
using GroundTerminal.Dsp;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>The other end: a process that does nothing but run one modem library, fed through its standard input.</summary>
public static partial class PluginHost
{
    private const int ParentDeathSignal = 1, Kill = 9;

    /// <summary>Runs until its input ends or the library fails.</summary>
    /// <returns>Whether it came to the end of its input.</returns>
    /// <remarks>The library gets an empty standard input, and what it prints goes to standard error. The process dies with the thread that started it.</remarks>
    public static bool Run(PluginOptions options)
    {
        _ = Prctl(ParentDeathSignal, Kill, 0, 0, 0);
        using var input = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(Duplicate(0), true), FileAccess.Read, 0);
        using var output = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(Duplicate(1), true), FileAccess.Write, 0);
        using (var nothing = File.OpenHandle("/dev/null"))
            _ = Duplicate((int)nothing.DangerousGetHandle(), 0);
        _ = Duplicate(2, 1);
        return Run(options, input, output);
    }

    private static bool Run(PluginOptions options, Stream input, Stream output)
    {
        byte[] buffer = [];
        try
        {
            using var modem = new PluginModem(options);
            PluginMessage.Write(output, PluginMessage.Ready, default, [], ref buffer);
            Serve(modem, input, new Writer(output));
            return true;
        }
        catch (Exception e) when (e is PluginException or InvalidDataException)
        {
            PluginMessage.Write(output, PluginMessage.Failed, default, Encoding.UTF8.GetBytes(e.Message), ref buffer);
            return false;
        }
    }

    private static void Serve(PluginModem modem, Stream input, Writer output)
    {
        byte[] body = [];
        while (PluginMessage.TryRead(input, out PluginMessage message, ref body))
        {
            if (message.Kind == PluginMessage.Samples)
            {
                modem.Process(MemoryMarshal.Cast<byte, Complex32>(body.AsSpan(0, (int)message.Bytes)), (long)message.About.FirstSample, output);
            }
            else
            {
                modem.Reset();
                output.Answer();
            }
        }
    }

    private sealed class Writer(Stream output) : IPluginFrameSink
    {
        private byte[] _buffer = [];

        public void OnFrame(in PluginFrame frame, ReadOnlySpan<byte> payload) => PluginMessage.Write(output, PluginMessage.Frame, frame, payload, ref _buffer);

        public void Answer() => PluginMessage.Write(output, PluginMessage.Reset, default, [], ref _buffer);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int descriptor, int to);
}
