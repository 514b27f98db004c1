using System.Net.Sockets;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Modems;
using GroundTerminal.Station;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Makes the channels that send samples on as DIFI.</summary>
internal static class VirtualRf
{
    private const double UsableBand = 0.8, DopplerOfALowOrbit = 25.5e-6;

    /// <summary>The channel that sends a configured channel's samples on.</summary>
    /// <param name="channel">One with <see cref="ChannelConfiguration.VirtualRf"/>.</param>
    /// <param name="longestBlock">Samples of the loop's longest block.</param>
    /// <exception cref="InputException">It does not fit the radio, or its address cannot be had.</exception>
    public static Channel Create(ChannelConfiguration channel, IRadio radio, int longestBlock)
    {
        VirtualRfConfiguration wanted = channel.VirtualRf!;
        string key = $"channels: {channel.Name}: virtual-rf";
        if (radio.SampleKind == SampleKind.Audio)
            throw new InputException($"{key}: a recording of audio has no radio frequency to send; take the section out");
        (double frequencyHz, double rateHz) = (Math.Round(channel.FrequencyHz), wanted.SampleRateHz ?? RateFor(channel, radio.SampleRateHz));
        double offsetHz = frequencyHz - radio.CenterFrequencyHz;
        if (rateHz > radio.SampleRateHz || Math.Abs(offsetHz) > radio.SampleRateHz / 2)
            throw new InputException($"{key}: {rateHz:0} Hz round {frequencyHz / 1e6:0.0###} MHz is outside the radio's band; raise radio.sample-rate, or lower virtual-rf.sample-rate");
        SampleTapReceiver receiver = Receiver(channel.Name, key, wanted, radio, frequencyHz, rateHz, longestBlock);
        return new Channel($"{channel.Name} virtual RF", channel.Satellite, "virtual RF", channel.Signal.BaudRate, "DIFI", offsetHz, receiver) { KeepsDoppler = wanted.KeepsDoppler };
    }

    /// <summary>The channel that sends the radio's whole band on, all the time.</summary>
    /// <exception cref="InputException">DIFI cannot carry it, or its address cannot be had.</exception>
    public static Channel CreateBand(VirtualRfConfiguration wanted, IRadio radio, int longestBlock)
    {
        if (radio.SampleKind == SampleKind.Audio || radio.SampleRateHz != Math.Floor(radio.SampleRateHz))
            throw new InputException($"difi: DIFI has complex samples at whole Hz only, the radio gives {radio.SampleRateHz} Hz; change radio.sample-rate, or take the entry out");
        SampleTapReceiver receiver = Receiver("band", "difi", wanted, radio, radio.CenterFrequencyHz, radio.SampleRateHz, longestBlock);
        return new Channel($"DIFI {wanted.To}/{wanted.StreamId}", "", "virtual RF", 0, "DIFI", 0, receiver);
    }

    private static SampleTapReceiver Receiver(string name, string key, VirtualRfConfiguration wanted, IRadio radio, double frequencyHz, double rateHz, int longestBlock)
    {
        var tap = new SampleTapOptions
        {
            Name = name,
            RadioRateHz = radio.SampleRateHz,
            OffsetHz = frequencyHz - radio.CenterFrequencyHz,
            ChannelRateHz = rateHz,
            LongestBlock = longestBlock,
            HoldBack = radio.CanBeHeldBack,
        };
        var options = new DifiSenderOptions
        {
            SampleRateHz = rateHz,
            FrequencyHz = frequencyHz,
            BandwidthHz = Math.Round(UsableBand * rateHz),
            Bits = wanted.Bits,
            StreamId = wanted.StreamId,
            Mtu = wanted.Mtu,
            PosixTime = wanted.PosixTime,
        };
        return new SampleTapReceiver(tap, new DifiSender(options, Output(wanted.To, key)));
    }

    private static IPacketOutput Output(DifiAddress to, string key)
    {
        try
        {
            return to.Scheme == "udp" ? new UdpPacketOutput(to) : new TcpPacketOutput(to);
        }
        catch (SocketException e)
        {
            throw new InputException($"{key}.to: {to}: {e.Message}; expected an address that this machine has a way to", e);
        }
    }

    // Room for the band that the carrier is searched in and the signal's own, in the part that the filter leaves flat; four samples a symbol at least.
    private static double RateFor(ChannelConfiguration channel, double radioRateHz)
    {
        Signal signal = channel.Signal;
        double signalHz = Math.Max(2 * signal.BaudRate, signal.BaudRate + (2 * signal.DeviationHz ?? 0) + (2 * (signal.AudioCarrierHz ?? signal.SubcarrierHz ?? 0)));
        double doppler = channel.VirtualRf!.KeepsDoppler ? 2 * DopplerOfALowOrbit * channel.FrequencyHz : 0;
        double needed = Math.Max(4 * signal.BaudRate, (channel.SearchBandwidthHz + doppler + signalHz) / UsableBand);
        return Math.Min(Math.Ceiling(needed / 1000) * 1000, Math.Floor(radioRateHz));
    }
}
