using System.Runtime.CompilerServices;

namespace GroundTerminal.Devices.Gpio.Linux;

/// <summary>The structures and numbers of the GPIO character device, uAPI v2: include/uapi/linux/gpio.h of Linux 5.10 and later. The same on x64 and arm64.</summary>
internal static class GpioAbi
{
    public const int NameSize = 32, MostLines = 64, MostAttributes = 10;

    public const ulong FlagUsed = 1 << 0, FlagActiveLow = 1 << 1, FlagInput = 1 << 2, FlagOutput = 1 << 3, FlagEdgeRising = 1 << 4, FlagEdgeFalling = 1 << 5,
        FlagPullUp = 1 << 8, FlagPullDown = 1 << 9, FlagBiasDisabled = 1 << 10;

    public const uint AttributeFlags = 1, AttributeOutputValues = 2, AttributeDebounce = 3;
    public const uint RisingEdge = 1;

    public static readonly nuint GetChipInfo = Number(Read, 0x01, Unsafe.SizeOf<ChipInfo>());
    public static readonly nuint GetLineInfo = Number(Read | Write, 0x05, Unsafe.SizeOf<LineInfo>());
    public static readonly nuint GetLine = Number(Read | Write, 0x07, Unsafe.SizeOf<LineRequest>());
    public static readonly nuint GetValues = Number(Read | Write, 0x0E, Unsafe.SizeOf<LineValues>());
    public static readonly nuint SetValues = Number(Read | Write, 0x0F, Unsafe.SizeOf<LineValues>());

    private const uint Write = 1, Read = 2, Magic = 0xB4;

    /// <summary>_IOC of asm-generic/ioctl.h, which x86, arm and riscv use.</summary>
    private static nuint Number(uint direction, uint number, int size) => (direction << 30) | ((uint)size << 16) | (Magic << 8) | number;

    [InlineArray(NameSize)]
    public struct NameBytes
    {
        private byte _first;
    }

    [InlineArray(MostLines)]
    public struct Offsets
    {
        private uint _first;
    }

    [InlineArray(MostAttributes)]
    public struct ConfigAttributes
    {
        private LineConfigAttribute _first;
    }

    [InlineArray(MostAttributes)]
    public struct Attributes
    {
        private LineAttribute _first;
    }

    [InlineArray(4)]
    public struct Padding4
    {
        private uint _first;
    }

    [InlineArray(5)]
    public struct Padding5
    {
        private uint _first;
    }

    [InlineArray(6)]
    public struct Padding6
    {
        private uint _first;
    }

    /// <summary>struct gpiochip_info.</summary>
    public struct ChipInfo
    {
        public NameBytes Name, Label;
        public uint Lines;
    }

    /// <summary>struct gpio_v2_line_values.</summary>
    public struct LineValues
    {
        public ulong Bits, Mask;
    }

    /// <summary>struct gpio_v2_line_attribute; its union is told apart by Id, and the debounce period is the lower half (little endian).</summary>
    public struct LineAttribute
    {
        public uint Id, Padding;
        public ulong Value;
    }

    /// <summary>struct gpio_v2_line_config_attribute.</summary>
    public struct LineConfigAttribute
    {
        public LineAttribute Attribute;
        public ulong Mask;
    }

    /// <summary>struct gpio_v2_line_config.</summary>
    public struct LineConfig
    {
        public ulong Flags;
        public uint AttributeCount;
        public Padding5 Padding;
        public ConfigAttributes Attributes;
    }

    /// <summary>struct gpio_v2_line_request.</summary>
    public struct LineRequest
    {
        public Offsets Offsets;
        public NameBytes Consumer;
        public LineConfig Config;
        public uint LineCount, EventBufferSize;
        public Padding5 Padding;
        public int FileDescriptor;
    }

    /// <summary>struct gpio_v2_line_info.</summary>
    public struct LineInfo
    {
        public NameBytes Name, Consumer;
        public uint Offset, AttributeCount;
        public ulong Flags;
        public Attributes Attributes;
        public Padding4 Padding;
    }

    /// <summary>struct gpio_v2_line_event.</summary>
    public struct LineEvent
    {
        public ulong TimestampNanoseconds;
        public uint Id, Offset, Sequence, LineSequence;
        public Padding6 Padding;
    }
}
