namespace GroundTerminal.Devices;

/// <summary>How samples are stored, one after the other.</summary>
/// <param name="Type">Number type; integers become ±1 at full scale, unsigned ones have their zero at half scale.</param>
/// <param name="Complex">I and Q alternate.</param>
/// <param name="BigEndian">Most significant byte first.</param>
public readonly record struct SampleFormat(ElementType Type, bool Complex, bool BigEndian = false)
{
    /// <summary>What a message names as choices.</summary>
    public const string Choices = "cf32, cs16, cs8, cu8, f32, s16 (or SigMF's names: ci16_le, rf32_be, …)";

    /// <summary>Bytes of one number.</summary>
    public int ElementSize => Type switch
    {
        ElementType.Int8 or ElementType.UInt8 => 1,
        ElementType.Int16 or ElementType.UInt16 => 2,
        ElementType.Int24 => 3,
        ElementType.Float64 => 8,
        _ => 4,
    };

    /// <summary>Reads a name: SigMF's <c>core:datatype</c> (the byte order may be left out: little), or a usual file extension.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out SampleFormat format)
    {
        var bigEndian = name.EndsWith("_be", StringComparison.OrdinalIgnoreCase);
        if (bigEndian || name.EndsWith("_le", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        Span<char> lower = stackalloc char[8];
        format = default;
        if (name.Length > lower.Length)
            return false;
        name.ToLowerInvariant(lower);
        if (!TryParseBase(lower[..name.Length], out var type, out var complex))
            return false;
        format = new SampleFormat(type, complex, bigEndian);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var name = Type switch
        {
            ElementType.Int8 => "i8",
            ElementType.UInt8 => "u8",
            ElementType.Int16 => "i16",
            ElementType.UInt16 => "u16",
            ElementType.Int24 => "i24",
            ElementType.Int32 => "i32",
            ElementType.UInt32 => "u32",
            ElementType.Float32 => "f32",
            _ => "f64",
        };
        return (Complex ? "c" : "r") + name + (ElementSize == 1 ? "" : BigEndian ? "_be" : "_le");
    }

    private static bool TryParseBase(ReadOnlySpan<char> name, out ElementType type, out bool complex)
    {
        (type, complex) = name switch
        {
            "cf32" or "fc32" or "cfile" => (ElementType.Float32, true),
            "cf64" or "fc64" => (ElementType.Float64, true),
            "cs8" or "ci8" or "sc8" => (ElementType.Int8, true),
            "cu8" => (ElementType.UInt8, true),
            "cs16" or "ci16" or "sc16" => (ElementType.Int16, true),
            "cu16" => (ElementType.UInt16, true),
            "cs32" or "ci32" or "sc32" => (ElementType.Int32, true),
            "cu32" => (ElementType.UInt32, true),
            "f32" or "rf32" => (ElementType.Float32, false),
            "f64" or "rf64" => (ElementType.Float64, false),
            "s8" or "ri8" => (ElementType.Int8, false),
            "u8" or "ru8" => (ElementType.UInt8, false),
            "s16" or "ri16" => (ElementType.Int16, false),
            "u16" or "ru16" => (ElementType.UInt16, false),
            "s32" or "ri32" => (ElementType.Int32, false),
            "u32" or "ru32" => (ElementType.UInt32, false),
            _ => ((ElementType)(-1), false),
        };
        return type >= 0;
    }
}
