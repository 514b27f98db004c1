namespace GroundTerminal.Devices;

/// <summary>The number that a sample, or a half of a complex one, is stored as.</summary>
public enum ElementType
{
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int24,
    Int32,
    UInt32,
    Float32,
    Float64,
}
