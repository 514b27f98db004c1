using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The attached sync marker of CCSDS telemetry as it appears in the channel: plain, differentially coded, convolutionally coded.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §9.3.3. Differential coding leaves its levels known up to their polarity. A convolutional code leaves all but the first K − 1 steps independent of what came before: with
/// K = 7 and rate 1/2, 52 of 64 symbols; a code whose generators have an odd number of taps turns an inverted stream into an inverted one, so both polarities are one pattern.
/// Of a punctured code 39 (rate 2/3), 34 or 35 (3/4), 31 or 32 (5/6), 29 to 31 (7/8) are sent, and which ones depends on where in the pattern the marker begins.
/// </remarks>
internal static class CcsdsSyncMarker
{
    public const uint Marker = 0x1ACFFC1D;
    public const int Bits = 32;

    /// <summary>The marker, or its levels after NRZ-M from level 0.</summary>
    public static uint Levels(bool differential)
    {
        if (!differential)
            return Marker;
        uint levels = 0;
        for (var i = Bits - 1; i >= 0; i--)
            levels = (levels << 1) | ((levels ^ (Marker >> i)) & 1);
        return levels;
    }

    /// <summary>As sent without a convolutional code.</summary>
    public static SyncWord Plain(bool differential, double falseAlarmRate) => new(Levels(differential), Bits, falseAlarmRate);

    /// <summary>The symbols of a convolutional code that do not depend on the bits before the marker.</summary>
    /// <param name="code">The code; of a punctured one, those that are sent.</param>
    /// <param name="differential">True where the bits are NRZ-M coded before it.</param>
    /// <param name="falseAlarmRate">See <see cref="SyncWord"/>.</param>
    /// <param name="phase">Step of the puncturing pattern at which the marker begins.</param>
    public static SyncWord Encoded(ConvolutionalCode code, bool differential, double falseAlarmRate, int phase = 0)
    {
        ulong pattern = 0;
        var (length, n) = (0, code.Generators.Length);
        for (var bit = code.ConstraintLength - 1; bit < Bits; bit++)
        {
            var output = code.Output((int)(Levels(differential) >> (Bits - 1 - bit)) & ((2 * code.States) - 1));
            var sent = code.Puncturing.Slice((phase + bit) % code.StepsPerPeriod * n, n);
            for (var j = 0; j < n; j++)
            {
                if (sent[j])
                    (pattern, length) = ((pattern << 1) | (uint)((output >> j) & 1), length + 1);
            }
        }
        return new SyncWord(pattern, length, falseAlarmRate);
    }

    /// <summary>Symbols of an encoded marker before those of <see cref="Encoded"/>.</summary>
    public static int UnknownSymbols(ConvolutionalCode code, int phase = 0) => code.SymbolCount(phase + code.ConstraintLength - 1) - code.SymbolCount(phase);
}
