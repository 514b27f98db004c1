namespace GroundTerminal.Coding.Framing;

/// <summary>The two FSK telemetry formats of AMSAT's FOX-1 satellites (AO-85, AO-91, AO-92, AO-95).</summary>
/// <remarks>
/// AMSAT, FoxTelem (facts of SlowSpeedBitStream, HighSpeedBitStream, RsCodeWord): sync words of K28.5, 8b/10b, RS (255,223) with field 187, first root 112 and step 11, unscrambled. The first six
/// bytes of the payload are the header: 3 bits of satellite, 16 of resets, 25 of uptime, 4 of type, least significant first. RS is the only check, and enough.
/// </remarks>
public static class Fox
{
    private const float DuvThreshold = 0.7f, DuvLegal = 0.6f, HighSpeedThreshold = 0.9f, HighSpeedLegal = 0.75f;
    private static readonly FoxLayout DuvLayout = new(DataLength: 64, CodeWords: 1);
    private static readonly FoxLayout HighSpeedLayout = new(DataLength: 4600, CodeWords: 21);

    /// <summary>Data under voice, 200 baud: 64 bytes.</summary>
    public static FramingDescriptor Duv => field ??= new(
        "FOX DUV", "AMSAT FOX-1 data under voice: K28.5, 8b/10b, RS (96,64)", _ => new FoxDeframer(DuvLayout, DuvThreshold, DuvLegal, maxWork: 100), _ => new FoxFramer(DuvLayout));

    /// <summary>High speed, 9600 baud: 4600 bytes.</summary>
    public static FramingDescriptor HighSpeed => field ??= new(
        "FOX High Speed", "AMSAT FOX-1 high speed data: K28.5, 8b/10b, 21 interleaved words RS (252,220) and (251,219)", _ => new FoxDeframer(HighSpeedLayout, HighSpeedThreshold, HighSpeedLegal, maxWork: 6), _ => new FoxFramer(HighSpeedLayout));
}
