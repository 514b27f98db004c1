namespace GroundTerminal.Contents;

/// <summary>Which protocol a framing carries.</summary>
public static class FramingProtocols
{
    /// <summary>What the frames of a framing begin with, by its name in the catalogue.</summary>
    public static CarriedProtocol Of(string framing) => framing switch
    {
        "AX.25" or "AX.25 G3RUH" or "AALTO-1" or "Astrocast FX.25 NRZ" or "Astrocast FX.25 NRZ-I" or "AX5043" or "BINAR-1"
            or "FX.25" or "FX.25 G3RUH" or "IL2P" or "ESEO" or "K2SAT" or "UA01" or "USP" or "YUSAT" => CarriedProtocol.Ax25,
        "AISTECHSAT-2" or "AX100 ASM+Golay" or "AX100 Reed Solomon" or "CSP CRC-32C" or "OPS-SAT" or "U482C" => CarriedProtocol.Csp,
        "AAUSAT-4" => CarriedProtocol.CspReversedAfterLength,
        "CCSDS Concatenated" or "CCSDS Convolutional" or "CCSDS LDPC" or "CCSDS Reed-Solomon" or "CCSDS Turbo" or "CCSDS Uncoded" or "Meteor LRPT" => CarriedProtocol.TransferFrame,
        _ => CarriedProtocol.None,
    };
}
