namespace GroundTerminal.Station;

/// <summary>What a rigctld client may read of the receiver, and ask of it. Any threads; no member waits.</summary>
public interface ITunedRadio
{
    /// <summary>What is received on now: the carrier with its Doppler shift, Hz; 0 where nothing is.</summary>
    double FrequencyHz { get; }

    /// <summary>What the satellite sends on, Hz; 0 where that is not known.</summary>
    double CarrierFrequencyHz { get; }

    /// <summary>Mode in Hamlib's words: FM, USB, LSB, CW, AM, PKTFM …</summary>
    string Mode { get; }

    /// <summary>Bandwidth of the channel, Hz.</summary>
    double PassbandHz { get; }

    /// <summary>Name of the channel in Hamlib's words: VFOA, VFOB, Main, Sub …</summary>
    string VfoName { get; }

    /// <summary>Asks it to receive there.</summary>
    /// <returns>Null, or why it will not.</returns>
    string? SetFrequency(double frequencyHz);
}
