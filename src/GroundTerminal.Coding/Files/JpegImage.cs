namespace GroundTerminal.Coding.Files;

/// <summary>Where an image begins and ends.</summary>
/// <remarks>ITU-T T.81, table B.1: markers SOI (FF D8) and EOI (FF D9).</remarks>
internal static class JpegImage
{
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]);

    /// <summary>Has both markers; the last piece may be padded.</summary>
    public static bool IsWhole(byte[] bytes) => Begins(bytes) && bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0;
}
