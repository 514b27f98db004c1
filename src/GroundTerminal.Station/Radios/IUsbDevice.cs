namespace GroundTerminal.Station.Radios;

/// <summary>An open USB device. Transfers are disposed before it is.</summary>
public interface IUsbDevice : IDisposable
{
    /// <summary>A string of its descriptor; empty where it has none or does not say.</summary>
    string ReadString(UsbString which);

    /// <summary>Takes interface 0; a driver of the kernel that holds it is detached first.</summary>
    /// <exception cref="UsbException">Another program has it.</exception>
    void Claim();

    /// <summary>A control transfer on endpoint 0; blocks.</summary>
    /// <param name="requestType">bmRequestType; bit 7 set means from the device.</param>
    /// <param name="data">What goes, or where what comes goes to.</param>
    /// <returns>Bytes moved.</returns>
    /// <exception cref="UsbException">Refused, not answered in time, or the device is gone.</exception>
    int Control(byte requestType, byte request, ushort value, ushort index, Span<byte> data, TimeSpan timeout);

    /// <summary>Resets the port: the device forgets everything, claims included are restored by the host.</summary>
    /// <exception cref="UsbException"><see cref="UsbError.Changed"/>: dispose it and open it again.</exception>
    void Reset();

    /// <summary>Makes a transfer.</summary>
    /// <param name="endpoint">Address, bit 7 set: from the device.</param>
    /// <param name="length">Of its buffer, bytes: a multiple of the packet size, 512.</param>
    /// <param name="completed">Called on a thread of the device's own whenever it ended; must not block nor throw.</param>
    IUsbTransfer CreateBulkIn(byte endpoint, int length, Action<IUsbTransfer> completed);
}
