namespace GroundTerminal.Contents;

/// <summary>Which protocol a framing carries.</summary>
public static class FramingProtocols
{
    private static readonly Dictionary<string, CarriedProtocol> Table = new()
    {
        ["AX.25"] = CarriedProtocol.Ax25,
        ["AX.25 G3RUH"] = CarriedProtocol.Ax25,
        ["AALTO-1"] = CarriedProtocol.Ax25,
        ["Astrocast FX.25 NRZ"] = CarriedProtocol.Ax25,
        ["Astrocast FX.25 NRZ-I"] = CarriedProtocol.Ax25,
        ["AX5043"] = CarriedProtocol.Ax25,
        ["BINAR-1"] = CarriedProtocol.Ax25,
        ["FX.25"] = CarriedProtocol.Ax25,
        ["FX.25 G3RUH"] = CarriedProtocol.Ax25,
        ["IL2P"] = CarriedProtocol.Ax25,
        ["ESEO"] = CarriedProtocol.Ax25,
        ["UA01"] = CarriedProtocol.Ax25,
        ["USP"] = CarriedProtocol.Ax25,
        ["YUSAT"] = CarriedProtocol.Ax25,
        ["AISTECHSAT-2"] = CarriedProtocol.Csp,
        ["AX100 ASM+Golay"] = CarriedProtocol.Csp,
        ["AX100 Reed Solomon"] = CarriedProtocol.Csp,
        ["OPS-SAT"] = CarriedProtocol.Csp,
        ["U482C"] = CarriedProtocol.Csp,
        ["AAUSAT-4"] = CarriedProtocol.CspReversedAfterLength,
        ["CCSDS Concatenated"] = CarriedProtocol.TransferFrame,
        ["CCSDS Reed-Solomon"] = CarriedProtocol.TransferFrame,
        ["CCSDS Uncoded"] = CarriedProtocol.TransferFrame,
    };

    /// <summary>What the frames of a framing begin with, by its name in the catalogue.</summary>
    public static CarriedProtocol Of(string framing) => Table.GetValueOrDefault(framing);
}
