using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>A voltage channel of the kernel's Industrial I/O: Documentation/ABI/testing/sysfs-bus-iio, in_voltageY_raw, _offset, _scale (to millivolts).</summary>
internal sealed class IioVoltage : IAnalogInput
{
    public const string Devices = "/sys/bus/iio/devices";
    private readonly string _path;
    private readonly SafeFileHandle _raw;
    private readonly double _offset, _scale;

    /// <param name="key">Of the setting, for messages.</param>
    /// <param name="directory">Where the devices are.</param>
    /// <exception cref="GpioException">There is no such device or channel.</exception>
    public IioVoltage(string key, GpioPotentiometerOptions options, string directory = Devices)
    {
        string device = Find(key, options.Device, directory);
        string channel = Path.Combine(device, string.Create(CultureInfo.InvariantCulture, $"in_voltage{options.Channel}"));
        _path = channel + "_raw";
        if (!File.Exists(_path))
            throw new GpioException($"{key}.channel: {_path} is not there; there are: {string.Join(", ", Directory.GetFiles(device, "in_voltage*_raw").Select(Path.GetFileName))}");
        _offset = options.InMillivolts ? Number(channel + "_offset") ?? Number(Path.Combine(device, "in_voltage_offset")) ?? 0 : 0;
        _scale = options.InMillivolts
            ? Number(channel + "_scale") ?? Number(Path.Combine(device, "in_voltage_scale")) ?? throw new GpioException($"{key}.inMillivolts: {device} has no scale; calibrate in counts")
            : 1;
        _raw = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
    }

    public double Read()
    {
        Span<byte> text = stackalloc byte[64];
        try
        {
            // A read from the beginning makes sysfs convert anew.
            int length = RandomAccess.Read(_raw, text, 0);
            return double.TryParse(text[..length].TrimEnd((byte)'\n'), NumberStyles.Float, CultureInfo.InvariantCulture, out double raw)
                ? (raw + _offset) * _scale
                : throw new GpioException($"{_path}: '{Encoding.UTF8.GetString(text[..length])}' is no number");
        }
        catch (IOException e) when (e is not GpioException)
        {
            throw new GpioException($"{_path}: {e.Message}", e);
        }
    }

    public void Dispose() => _raw.Dispose();

    private static string Find(string key, string name, string directory)
    {
        string direct = Path.Combine(directory, name);
        if (name.StartsWith("iio:", StringComparison.Ordinal) && Directory.Exists(direct))
            return direct;
        var devices = Directory.Exists(directory) ? Directory.GetDirectories(directory, "iio:device*") : [];
        return devices.FirstOrDefault(d => Name(d) == name)
            ?? throw new GpioException($"{key}.device: no converter '{name}' under {directory}; there are: "
                + (devices.Length == 0 ? "none (is its driver loaded, its overlay set?)" : string.Join(", ", devices.Select(d => $"{Path.GetFileName(d)} ({Name(d)})"))));
    }

    private static string Name(string device) => File.Exists(Path.Combine(device, "name")) ? File.ReadAllText(Path.Combine(device, "name")).Trim() : "";

    private static double? Number(string path) =>
        File.Exists(path) && double.TryParse(File.ReadAllText(path).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
