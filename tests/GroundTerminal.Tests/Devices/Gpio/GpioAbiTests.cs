using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Gpio.Linux;
using Microsoft.Win32.SafeHandles;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>Structures, numbers and requests against this machine's own linux/gpio.h, compiled by its C compiler.</summary>
public sealed class GpioAbiTests : IDisposable
{
    private const string Header = "/usr/include/linux/gpio.h";
    private readonly string _directory = Directory.CreateTempSubdirectory("gpio-abi").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [SkippableFact]
    public void Structures_and_numbers_are_those_of_the_header()
    {
        (string C, long Ours)[] pairs =
        [
            ("GPIO_GET_CHIPINFO_IOCTL", (long)GpioAbi.GetChipInfo), ("GPIO_V2_GET_LINEINFO_IOCTL", (long)GpioAbi.GetLineInfo),
            ("GPIO_V2_GET_LINE_IOCTL", (long)GpioAbi.GetLine), ("GPIO_V2_LINE_GET_VALUES_IOCTL", (long)GpioAbi.GetValues),
            ("GPIO_V2_LINE_SET_VALUES_IOCTL", (long)GpioAbi.SetValues),
            ("sizeof(struct gpiochip_info)", Unsafe.SizeOf<GpioAbi.ChipInfo>()), Field<GpioAbi.ChipInfo>("gpiochip_info", "label", "Label"),
            Field<GpioAbi.ChipInfo>("gpiochip_info", "lines", "Lines"),
            ("sizeof(struct gpio_v2_line_values)", Unsafe.SizeOf<GpioAbi.LineValues>()), Field<GpioAbi.LineValues>("gpio_v2_line_values", "mask", "Mask"),
            ("sizeof(struct gpio_v2_line_attribute)", Unsafe.SizeOf<GpioAbi.LineAttribute>()), Field<GpioAbi.LineAttribute>("gpio_v2_line_attribute", "flags", "Value"),
            Field<GpioAbi.LineAttribute>("gpio_v2_line_attribute", "debounce_period_us", "Value"),
            ("sizeof(struct gpio_v2_line_config_attribute)", Unsafe.SizeOf<GpioAbi.LineConfigAttribute>()),
            Field<GpioAbi.LineConfigAttribute>("gpio_v2_line_config_attribute", "mask", "Mask"),
            ("sizeof(struct gpio_v2_line_config)", Unsafe.SizeOf<GpioAbi.LineConfig>()), Field<GpioAbi.LineConfig>("gpio_v2_line_config", "num_attrs", "AttributeCount"),
            Field<GpioAbi.LineConfig>("gpio_v2_line_config", "attrs", "Attributes"),
            ("sizeof(struct gpio_v2_line_request)", Unsafe.SizeOf<GpioAbi.LineRequest>()), Field<GpioAbi.LineRequest>("gpio_v2_line_request", "consumer", "Consumer"),
            Field<GpioAbi.LineRequest>("gpio_v2_line_request", "config", "Config"), Field<GpioAbi.LineRequest>("gpio_v2_line_request", "num_lines", "LineCount"),
            Field<GpioAbi.LineRequest>("gpio_v2_line_request", "event_buffer_size", "EventBufferSize"), Field<GpioAbi.LineRequest>("gpio_v2_line_request", "fd", "FileDescriptor"),
            ("sizeof(struct gpio_v2_line_info)", Unsafe.SizeOf<GpioAbi.LineInfo>()), Field<GpioAbi.LineInfo>("gpio_v2_line_info", "consumer", "Consumer"),
            Field<GpioAbi.LineInfo>("gpio_v2_line_info", "offset", "Offset"), Field<GpioAbi.LineInfo>("gpio_v2_line_info", "flags", "Flags"),
            Field<GpioAbi.LineInfo>("gpio_v2_line_info", "attrs", "Attributes"),
            ("sizeof(struct gpio_v2_line_event)", Unsafe.SizeOf<GpioAbi.LineEvent>()), Field<GpioAbi.LineEvent>("gpio_v2_line_event", "id", "Id"),
            Field<GpioAbi.LineEvent>("gpio_v2_line_event", "offset", "Offset"), Field<GpioAbi.LineEvent>("gpio_v2_line_event", "seqno", "Sequence"),
            ("GPIO_V2_LINE_FLAG_USED", (long)GpioAbi.FlagUsed), ("GPIO_V2_LINE_FLAG_ACTIVE_LOW", (long)GpioAbi.FlagActiveLow),
            ("GPIO_V2_LINE_FLAG_INPUT", (long)GpioAbi.FlagInput), ("GPIO_V2_LINE_FLAG_OUTPUT", (long)GpioAbi.FlagOutput),
            ("GPIO_V2_LINE_FLAG_EDGE_RISING", (long)GpioAbi.FlagEdgeRising), ("GPIO_V2_LINE_FLAG_EDGE_FALLING", (long)GpioAbi.FlagEdgeFalling),
            ("GPIO_V2_LINE_FLAG_BIAS_PULL_UP", (long)GpioAbi.FlagPullUp), ("GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN", (long)GpioAbi.FlagPullDown),
            ("GPIO_V2_LINE_FLAG_BIAS_DISABLED", (long)GpioAbi.FlagBiasDisabled), ("GPIO_V2_LINE_ATTR_ID_FLAGS", GpioAbi.AttributeFlags),
            ("GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES", GpioAbi.AttributeOutputValues), ("GPIO_V2_LINE_ATTR_ID_DEBOUNCE", GpioAbi.AttributeDebounce),
            ("GPIO_V2_LINE_EVENT_RISING_EDGE", GpioAbi.RisingEdge), ("GPIO_V2_LINES_MAX", GpioAbi.MostLines), ("GPIO_V2_LINE_NUM_ATTRS_MAX", GpioAbi.MostAttributes),
            ("GPIO_MAX_NAME_SIZE", GpioAbi.NameSize),
            ("POLLIN", GpioLibc.PollIn), ("POLLERR", GpioLibc.PollError), ("POLLHUP", GpioLibc.PollHangUp), ("POLLNVAL", GpioLibc.PollInvalid), ("EBUSY", GpioLibc.Busy),
            ("EINTR", GpioLibc.Interrupted), ("EAGAIN", GpioLibc.TryAgain), ("EINVAL", GpioLibc.Invalid), ("EACCES", GpioLibc.AccessDenied), ("EPERM", GpioLibc.NotPermitted),
            ("O_RDWR", GpioLibc.ReadWrite), ("O_CLOEXEC", GpioLibc.CloseOnExec), ("EFD_CLOEXEC", GpioLibc.CloseOnExec), ("EFD_NONBLOCK", GpioLibc.NonBlocking),
            ("sizeof(struct pollfd)", Unsafe.SizeOf<GpioLibc.PollDescriptor>()),
        ];
        string prints = string.Join('\n', pairs.Select(p => $"printf(\"%s %lld\\n\", \"{p.C}\", (long long)({p.C}));"));
        Assert.Equal(pairs.Select(p => $"{p.C} {p.Ours}"), Run(Compile(prints), []).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [SkippableFact]
    public void C_reads_from_a_request_what_was_asked_for()
    {
        GpioLineSettings[] lines =
        [
            new(17, IsOutput: true), new(4, IsOutput: true, ActiveLow: true), new(5, IsOutput: false, ActiveLow: true, GpioBias.PullUp, ReportsEdges: true, TimeSpan.FromMilliseconds(5)),
            new(6, IsOutput: true), new(9, IsOutput: false, Bias: GpioBias.PullDown, ReportsEdges: true),
        ];
        var request = GpioRequest.Build("consumer that has more than thirty-one bytes", lines);
        string program = Compile("""
            static struct gpio_v2_line_request r;
            if (fread(&r, 1, sizeof r, stdin) != sizeof r) return 1;
            printf("%s|%u|%u|%u %u %u %u %u|%llx", r.consumer, r.num_lines, r.event_buffer_size, r.offsets[0], r.offsets[1], r.offsets[2], r.offsets[3], r.offsets[4],
              (unsigned long long)r.config.flags);
            for (unsigned i = 0; i < r.config.num_attrs; i++) {
              struct gpio_v2_line_config_attribute *a = &r.config.attrs[i];
              printf("|%u %llx %llx", a->attr.id, a->attr.id == 3 ? (unsigned long long)a->attr.debounce_period_us : (unsigned long long)a->attr.flags, (unsigned long long)a->mask);
            }
            """);
        Assert.Equal(
            "consumer that has more than thi|5|1024|17 4 5 6 9|8|1 a 2|1 136 4|1 234 10|3 1388 4|2 0 b", Run(program, MemoryMarshal.AsBytes(new ReadOnlySpan<GpioAbi.LineRequest>(in request)).ToArray()));
    }

    [SkippableFact]
    public void Edges_are_read_as_C_writes_them()
    {
        string program = Compile("""
            static struct gpio_v2_line_event e[2] = { { .timestamp_ns = 123456789012345, .id = GPIO_V2_LINE_EVENT_RISING_EDGE, .offset = 22, .seqno = 7, .line_seqno = 3 },
              { .timestamp_ns = 123456789012399, .id = GPIO_V2_LINE_EVENT_FALLING_EDGE, .offset = 17, .seqno = 8, .line_seqno = 1 } };
            fwrite(e, 1, sizeof e, stdout);
            """);
        using var reading = new AnonymousPipeServerStream(PipeDirection.In);
        using var writing = new AnonymousPipeClientStream(PipeDirection.Out, reading.GetClientHandleAsString());
        using var lines = new LinuxGpioLines(new SafeFileHandle(reading.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), "chip", [17, 22]);
        var edges = new GpioEdge[8];
        Assert.Equal(0, lines.ReadEdges(edges, 1));
        writing.Write(RunBytes(program, []));
        Assert.Equal(2, lines.ReadEdges(edges, 1000));
        Assert.Equal([new GpioEdge(1, true, 123456789012345, 7), new GpioEdge(0, false, 123456789012399, 8)], edges[..2]);
        var waits = Task.Run(() => lines.ReadEdges(edges, 60_000));
        lines.Wake();
        Assert.True(waits.Wait(5000));
        Assert.Equal(0, waits.Result);
        writing.Dispose();
        Assert.Contains("the chip is gone", Assert.Throws<GpioException>(() => lines.ReadEdges(edges, 1000)).Message);
    }

    [Fact]
    public void More_than_the_kernel_takes_is_told()
    {
        Assert.Contains("1 to 64", Assert.Throws<GpioException>(() => GpioRequest.Build("", [])).Message);
        var lines = Enumerable.Range(0, 12).Select(i => new GpioLineSettings(i, IsOutput: false, Debounce: TimeSpan.FromMicroseconds(i))).ToArray();
        Assert.Contains("give lines the same bias and debounce time", Assert.Throws<GpioException>(() => GpioRequest.Build("", lines)).Message);
    }

    [Fact]
    public void What_is_no_chip_is_told()
    {
        Assert.Contains("/dev/gpiochip999: ", Assert.Throws<GpioException>(() => new LinuxGpioChip("/dev/gpiochip999")).Message);
        Assert.Contains("/dev/null: not a GPIO chip", Assert.Throws<GpioException>(() => new LinuxGpioChip("/dev/null")).Message);
    }

    private static (string C, long Ours) Field<T>(string type, string field, string ours)
        where T : struct => ($"offsetof(struct {type}, {field})", (long)Marshal.OffsetOf<T>(ours));

    private string Compile(string body)
    {
        string? compiler = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(d => Path.Combine(d, "cc")).FirstOrDefault(File.Exists);
        Skip.If(compiler is null, "there is no C compiler (cc) on this machine");
        Skip.If(!File.Exists(Header), $"{Header} is not on this machine");
        string source = Path.Combine(_directory, "a.c"), program = Path.Combine(_directory, "a.out");
        const string Includes = "#include <stdio.h>\n#include <stddef.h>\n#include <errno.h>\n#define _GNU_SOURCE\n#include <fcntl.h>\n#include <poll.h>\n#include <sys/eventfd.h>\n#include <sys/ioctl.h>\n#include <linux/gpio.h>\n";
        File.WriteAllText(source, $"{Includes}int main(void) {{\n{body}\nreturn 0; }}\n");
        using var process = Process.Start(compiler!, ["-o", program, source]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return program;
    }

    private static string Run(string program, byte[] input) => System.Text.Encoding.UTF8.GetString(RunBytes(program, input));

    private static byte[] RunBytes(string program, byte[] input)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}
