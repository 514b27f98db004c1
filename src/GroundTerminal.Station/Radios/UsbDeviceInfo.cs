namespace GroundTerminal.Station.Radios;

/// <summary>A device on a USB bus.</summary>
/// <param name="Port">Where it is plugged in, as the kernel writes it: bus, a hyphen, the ports down to it (<c>1-4.2</c>). Stays the same when it is plugged in again.</param>
/// <param name="Address">Its number on the bus; another one each time it is plugged in.</param>
/// <param name="VendorId">idVendor.</param>
/// <param name="ProductId">idProduct.</param>
public sealed record UsbDeviceInfo(string Port, int Address, int VendorId, int ProductId);
