namespace GroundTerminal.Devices.Difi;

/// <summary>What a <see cref="DifiSender"/> sends.</summary>
public sealed record DifiSenderOptions
{
    /// <summary>Sample rate, Hz: whole, as DIFI wants it.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    public required double FrequencyHz { get; init; }

    /// <summary>Usable bandwidth, Hz.</summary>
    public required double BandwidthHz { get; init; }

    /// <summary>Bits of I and of Q: 8 or 16.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Stream id.</summary>
    public uint StreamId { get; init; }

    /// <summary>Largest IP packet, bytes.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Time stamps say that they are POSIX time, not UTC; the numbers are the same.</summary>
    public bool PosixTime { get; init; }

    /// <summary>Samples a packet: as many as fit, in whole words.</summary>
    public int SamplesPerPacket
    {
        get
        {
            const int AddressesAndPorts = 48;
            int fit = (Mtu - AddressesAndPorts - VitaHeader.FullLength) * 8 / (2 * Bits), whole = DifiSamples.Granularity(Bits);
            return fit / whole * whole;
        }
    }
}
