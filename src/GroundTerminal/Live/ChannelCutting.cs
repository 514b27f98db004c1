using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Whether and how a channel is cut out of the radio's stream before it is demodulated (docs/decisions/0016-channeliser.md).</summary>
public static class ChannelCutting
{
    /// <summary>Deviations, in baud rates, that the receivers try where none is given, the wider up to a baud rate.</summary>
    private const double UsualDeviation = 0.5, WidestDeviation = 1.1, WidestBaudRate = 4800;

    /// <summary>Deviation, in baud rates, above which the tones are two humps, and what is added to their distance where they are one or two.</summary>
    private const double FarApart = 0.65, OneHump = 0.7, TwoHumps = 1.3;

    /// <summary>The receivers' bands want so many samples a symbol.</summary>
    private const double SamplesPerSymbol = 4;

    /// <summary>The search tells noise from a signal where the band holds so many widths of it.</summary>
    private const double SignalWidths = 3;

    /// <summary>The cut for a receiver.</summary>
    /// <param name="receiver">As it would be built for the radio's stream.</param>
    /// <returns>Null where the receiver is better fed with the stream itself.</returns>
    public static ChannelCut? For(ReceiverOptions receiver)
    {
        if (receiver.SampleKind != SampleKind.Iq || ChannelizerPlan.For(receiver.SampleRateHz) is not { } plan)
            return null;
        double widthHz = WidthHz(receiver);
        double leastRateHz = Math.Max(ChannelizerPlan.LeastRateHz, Math.Max(SamplesPerSymbol * SymbolRate(receiver), SignalWidths * TargetHz(receiver)));
        int decimation = plan.Decimation((receiver.SearchBandwidthHz ?? receiver.SampleRateHz) + widthHz, leastRateHz);
        return decimation == 1 ? null : new ChannelCut(plan, decimation);
    }

    /// <summary>The same receiver behind the cut.</summary>
    public static ReceiverOptions Behind(ChannelCut cut, ReceiverOptions receiver) => receiver with { SampleRateHz = cut.SampleRateHz, OffsetHz = 0 };

    // All of the signal that a receiver looks at, both sides of its carrier.
    private static double WidthHz(ReceiverOptions receiver) => receiver.Modulation switch
    {
        "AFSK" => 2 * (receiver.FmDeviationHz + (receiver.AudioCarrierHz ?? 1700) + Math.Abs(receiver.DeviationHz ?? 500)), // Carson's rule
        "FSK subaudio" => 2 * (receiver.FmDeviationHz + 3000), // beside voice
        "FSK" => 2 * (receiver.BaudRate + Math.Abs(receiver.DeviationHz ?? ((receiver.BaudRate > WidestBaudRate ? UsualDeviation : WidestDeviation) * receiver.BaudRate))),
        _ => 2 * (SymbolRate(receiver) + (receiver.SubcarrierHz ?? 0)),
    };

    // What the search looks for: one hump, or two tones far apart.
    private static double TargetHz(ReceiverOptions receiver)
    {
        if (receiver.Modulation != "FSK" || receiver.DeviationHz is not { } deviation)
            return SymbolRate(receiver);
        return (2 * Math.Abs(deviation)) + (receiver.BaudRate * (Math.Abs(deviation) > FarApart * receiver.BaudRate ? TwoHumps : OneHump));
    }

    private static double SymbolRate(ReceiverOptions receiver) => receiver.BaudRate * (receiver.Modulation.EndsWith("Manchester", StringComparison.Ordinal) ? 2 : 1);
}
