using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>A filled buffer of a <see cref="UsbTransferRing"/>.</summary>
/// <param name="Transfer">Whose buffer it is.</param>
/// <param name="Position">Bytes of the stream before it, those lost included.</param>
/// <param name="AfterError">A transfer failed before it: more may be missing, nobody knows how much.</param>
internal readonly record struct UsbRingBlock(IUsbTransfer Transfer, long Position, bool AfterError);
