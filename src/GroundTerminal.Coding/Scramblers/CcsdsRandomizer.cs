namespace GroundTerminal.Coding.Scramblers;

/// <summary>The pseudo-randomizer of CCSDS telemetry: added to a frame from the first bit after its sync marker; doing it twice undoes it. Immutable.</summary>
/// <remarks>CCSDS 131.0-B-5 §10.</remarks>
public sealed class CcsdsRandomizer
{
    private readonly PseudoRandomSequence _sequence;

    private CcsdsRandomizer(AdditiveScrambler generator, int period) => _sequence = new PseudoRandomSequence(generator, period);

    /// <summary>x⁸ + x⁷ + x⁵ + x³ + 1 from all ones, period 255 bits: FF 48 0E C0 9A …; used by all missions before 2022 and nearly all amateur satellites.</summary>
    public static CcsdsRandomizer Short => field ??= new(new AdditiveScrambler(0xA9, 0xFF, 7), 255);

    /// <summary>x¹⁷ + x¹⁴ + 1 with the register 1 1000 1110 0011 1000, period 131071 bits: the sequence that 131.0-B-5 prefers for new missions, 1C 71 B9 1B A9 ….</summary>
    public static CcsdsRandomizer Long => field ??= new(new AdditiveScrambler(0x4001, 0x18E38, 16), 131071);

    /// <summary>That of telecommands, CCSDS 231.0-B-4 §6: x⁸ + x⁶ + x⁴ + x³ + x² + x + 1 from all ones, FF 39 9E 5A 68 ….</summary>
    public static CcsdsRandomizer Telecommand => field ??= new(new AdditiveScrambler(0x5F, 0xFF, 7), 255);

    /// <summary>Randomises or derandomises a whole frame of packed bytes in place.</summary>
    public void Apply(Span<byte> frame) => _sequence.Apply(frame);

    /// <summary>Derandomises the soft symbols of a whole frame in place: signs turn, magnitudes stay.</summary>
    public void ApplySoft(Span<float> frame) => _sequence.ApplySoft(frame, lsbFirst: false);
}
