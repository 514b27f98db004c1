using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GroundTerminal.Devices.Gpio.Linux;

/// <summary>A chip behind <c>/dev/gpiochipN</c>: GPIO character device, uAPI v2 (Linux 5.10 or later, CONFIG_GPIO_CDEV).</summary>
public sealed class LinuxGpioChip : IGpioChip
{
    private readonly SafeFileHandle _device;

    /// <param name="path">Such as <c>/dev/gpiochip0</c>.</param>
    /// <exception cref="GpioException">It cannot be opened, or is no GPIO chip.</exception>
    public unsafe LinuxGpioChip(string path)
    {
        int descriptor = GpioLibc.Open(path, GpioLibc.ReadWrite | GpioLibc.CloseOnExec);
        if (descriptor < 0)
            throw new GpioException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}{OpenRemedy(Marshal.GetLastPInvokeError())}");
        _device = new SafeFileHandle(descriptor, ownsHandle: true);
        GpioAbi.ChipInfo info = default;
        if (GpioLibc.Control(_device, GpioAbi.GetChipInfo, &info) < 0)
        {
            string said = Marshal.GetLastPInvokeErrorMessage();
            _device.Dispose();
            throw new GpioException($"{path}: not a GPIO chip ({said})");
        }
        (Name, Label, LineCount) = (Text(info.Name), Text(info.Label), (int)info.Lines);
    }

    public string Name { get; }

    public string Label { get; }

    public int LineCount { get; }

    /// <summary>The chips of this machine, those with the lower number first; of those that cannot be opened the message.</summary>
    public static (IReadOnlyList<IGpioChip> Chips, IReadOnlyList<string> Problems) OpenAll(string directory = "/dev")
    {
        var (chips, problems) = (new List<IGpioChip>(), new List<string>());
        var paths = Directory.GetFiles(directory, "gpiochip*").OrderBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal);
        foreach (string path in paths)
        {
            try
            {
                chips.Add(new LinuxGpioChip(path));
            }
            catch (GpioException e)
            {
                problems.Add(e.Message);
            }
        }
        return (chips, problems);
    }

    public unsafe GpioLineInfo LineAt(int offset)
    {
        var info = new GpioAbi.LineInfo { Offset = (uint)offset };
        return GpioLibc.Control(_device, GpioAbi.GetLineInfo, &info) < 0
            ? throw new GpioException($"{Name}:{offset}: {Marshal.GetLastPInvokeErrorMessage()}{VersionRemedy()}")
            : new GpioLineInfo(Text(info.Name), Text(info.Consumer), (info.Flags & GpioAbi.FlagUsed) != 0);
    }

    public unsafe IGpioLines Request(string consumer, IReadOnlyList<GpioLineSettings> lines)
    {
        var request = GpioRequest.Build(consumer, lines);
        if (GpioLibc.Control(_device, GpioAbi.GetLine, &request) < 0)
            throw Refusal(lines);
        return new LinuxGpioLines(new SafeFileHandle(request.FileDescriptor, ownsHandle: true), Name, [.. lines.Select(l => l.Offset)]);
    }

    public void Dispose() => _device.Dispose();

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static string OpenRemedy(int error) => error is GpioLibc.AccessDenied or GpioLibc.NotPermitted
        ? "; let this user open it: group 'gpio' or a udev rule (hw/gpio-rotator.md)"
        : "";

    private static string VersionRemedy() => Marshal.GetLastPInvokeError() == GpioLibc.Invalid ? "; is the kernel older than 5.10 (GPIO uAPI v2)?" : "";

    private GpioException Refusal(IReadOnlyList<GpioLineSettings> lines)
    {
        int error = Marshal.GetLastPInvokeError();
        string said = Marshal.GetLastPInvokeErrorMessage();
        string names = string.Join(", ", lines.Select(l => $"{Name}:{l.Offset}"));
        if (error != GpioLibc.Busy)
            return new GpioException($"{names}: {said}{VersionRemedy()}{(error == GpioLibc.Invalid ? " Or the chip cannot do the bias or edges asked for." : "")}");
        var used = lines.Select(l => (l.Offset, Info: LineAt(l.Offset))).Where(l => l.Info.IsUsed).Select(l => $"{Name}:{l.Offset} is used by '{l.Info.Consumer}'");
        return new GpioException($"{string.Join(", ", used)}; end that program or overlay, or choose another line");
    }
}
