namespace GroundTerminal.Station.Transmitting;

/// <summary>What a transmitter must know of the way to its satellite. Any threads.</summary>
public interface IUplink
{
    /// <summary>Why nothing may be sent to the channel's satellite now; null where it may.</summary>
    TransmitRefusal? Refusal(TransmitChannel channel);

    /// <summary>The frequency to transmit on so that it arrives at the satellite on the channel's frequency, Hz.</summary>
    /// <param name="channel">Its satellite and frequency are meant.</param>
    /// <param name="fromNow">How long from now it is radiated.</param>
    double FrequencyHz(TransmitChannel channel, TimeSpan fromNow);
}
