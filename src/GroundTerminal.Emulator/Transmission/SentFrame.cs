namespace GroundTerminal.Emulator.Transmission;

/// <summary>A frame that an emulated transmitter sent.</summary>
/// <param name="Counter">Its number, from 0; <see cref="EmulatedTransmitter.WritePayload"/> gives its octets.</param>
/// <param name="FirstSample">Index in the radio's stream of the middle of the first symbol the framer wrote for it (of an opening flag, with AX.25).</param>
/// <param name="EndSample">Index after its last symbol.</param>
/// <param name="CarrierToNoiseDbHz">C/N₀ as its last symbol was received; negative infinity below the horizon.</param>
public readonly record struct SentFrame(uint Counter, long FirstSample, long EndSample, double CarrierToNoiseDbHz);
