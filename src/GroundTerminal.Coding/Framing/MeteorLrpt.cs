using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Low rate picture transmission of the Meteor-M satellites: CCSDS frames of 892 bytes in four Reed–Solomon words inside the convolutional code of rate 1/2, with NRZ-M and a channel interleaver where options say.</summary>
/// <remarks>
/// Meteor-M N2: QPSK 72 kBd with neither; N2-2 and later: OQPSK with NRZ-M of each of I and Q after the code, which is the same as NRZ-M of the bits before it, both being linear; at 80 kBd also with the interleaver,
/// see <see cref="MeteorInterleaver"/>. Reed–Solomon in the conventional basis, the convolutional code with nothing inverted. Facts from recordings (shared test data) and the public decoders SatDump and jradio.
/// </remarks>
public static class MeteorLrpt
{
    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "Meteor LRPT", "CCSDS 131.0-B concatenated code as Meteor-M sends it: 892 bytes, interleaving 4, conventional basis; precoding and channel interleaver as options", CreateDeframer, CreateFramer);

    /// <summary>Options of the CCSDS framing that its frames are of: what Meteor-M does not vary is set.</summary>
    public static FramingOptions Fixed(FramingOptions options) =>
        options with { FrameSize = 892, Interleaving = 4, ReedSolomonParity = 32, Basis = ReedSolomonBasis.Conventional, Convolutional = "CCSDS uninverted", CodeRate = null, Scrambler = null };

    private static IDeframer CreateDeframer(FramingOptions options)
    {
        var deframer = CcsdsConcatenated.CreateDeframer(Fixed(options), coded: true);
        return options.ChannelInterleaver ? new MeteorDeinterleavingDeframer(deframer) : deframer;
    }

    private static IFramer CreateFramer(FramingOptions options)
    {
        var framer = new CcsdsFramer(Fixed(options), true, ConvolutionalCode.CcsdsUninverted);
        return options.ChannelInterleaver ? new MeteorInterleavingFramer(framer) : framer;
    }
}
