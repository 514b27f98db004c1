namespace GroundTerminal.Coding.Framing;

/// <summary>AX.25 with and without G3RUH's scrambler, as the catalog knows them.</summary>
public static class Ax25Framing
{
    /// <summary>HDLC with NRZI.</summary>
    public static FramingDescriptor Plain => field ??= new(
        "AX.25", "AX.25 v2.2, HDLC ISO/IEC 13239, NRZI", o => new Ax25Deframer(scrambled: false, o), o => new Ax25Framer(scrambled: false, o))
    { CheckBits = 16 };

    /// <summary>HDLC with NRZI and the scrambler x¹⁷ + x¹² + 1.</summary>
    public static FramingDescriptor G3ruh => field ??= new(
        "AX.25 G3RUH", "AX.25 v2.2 over the G3RUH 9600 baud modem (1988), NRZI, x^17 + x^12 + 1", o => new Ax25Deframer(scrambled: true, o), o => new Ax25Framer(scrambled: true, o))
    { CheckBits = 16 };

    /// <summary>UA01 (PolyITAN-2-SAU): HDLC, the scrambler, and NRZ-I twice, as gr-satellites documents it.</summary>
    public static FramingDescriptor Ua01 => field ??= new(
        "UA01", "AX.25 v2.2, x^17 + x^12 + 1, NRZI twice", o => new Ax25Deframer(HdlcLine.TwiceNrzIScrambled, o), o => new Ax25Framer(HdlcLine.TwiceNrzIScrambled, o))
    { CheckBits = 16 };
}
