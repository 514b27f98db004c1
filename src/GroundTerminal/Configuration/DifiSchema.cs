namespace GroundTerminal.Configuration;

/// <summary>Keys of virtual RF: a channel's samples sent on as DIFI (IEEE-ISTO 4900).</summary>
internal static class DifiSchema
{
    private static readonly Setting To = new("to", SettingKind.Text, "where to, as udp://127.0.0.1:4991, udp://239.1.1.1:4991 (a multicast group) or tcp://HOST:PORT"),
        Bits = new("bits", SettingKind.Choice, "bits of I and of Q") { Default = "16", Words = ["8", "16"] },
        StreamId = new("stream-id", SettingKind.Whole, "stream id") { Default = "0", Min = 0, Max = uint.MaxValue },
        Mtu = new("mtu", SettingKind.Whole, "largest IP packet, bytes") { Default = "1500", Min = 576, Max = 9000 },
        TimeStamps = new("time-stamps", SettingKind.Choice, "what time stamps say they are; the numbers are the same") { Default = "utc", Words = ["utc", "posix"] };

    /// <summary>The radio's whole band, all the time.</summary>
    public static readonly Setting Bands = new("difi", SettingKind.List, "where the radio's whole band is sent all the time, as DIFI")
    {
        Settings = [To with { Required = true }, Bits, StreamId, Mtu, TimeStamps],
    };

    /// <summary>The section of a channel.</summary>
    public static readonly Setting VirtualRf = new("virtual-rf", SettingKind.Section, "the channel's samples sent to a modem elsewhere, as DIFI")
    {
        Settings =
        [
            To,
            new("sample-rate", SettingKind.Number, "sample rate, Hz, a whole number; auto: what the channel's search bandwidth and baud rate need") { Default = "auto", Min = 1000, Max = 100e6, Words = ["auto"] },
            Bits,
            StreamId,
            new("demodulate", SettingKind.Flag, "the channel is demodulated here as well") { Default = "true" },
            new("doppler", SettingKind.Choice, "with or without the Doppler shift of a satellite that is followed") { Default = "corrected", Words = ["corrected", "raw"] },
            Mtu,
            TimeStamps,
        ],
    };
}
