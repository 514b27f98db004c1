using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>An emulated dongle, opened.</summary>
internal sealed class EmulatedUsbDevice(RtlDongle dongle) : IUsbDevice
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);
    private readonly UsbDeviceInfo? _opened = dongle.Info;
    private Thread? _events;
    private volatile bool _disposed;

    /// <inheritdoc/>
    public string ReadString(UsbString which) => IsThere ? dongle.Strings[(int)which] : "";

    private bool IsThere => dongle.Info == _opened;

    /// <inheritdoc/>
    public void Claim() => dongle.Claim(this);

    /// <inheritdoc/>
    public int Control(byte requestType, byte request, ushort value, ushort index, Span<byte> data, TimeSpan timeout) =>
        IsThere ? dongle.Control(requestType, value, index, data, timeout) : throw new UsbException(UsbError.NoDevice, "control transfer: no such device");

    /// <inheritdoc/>
    public void Reset()
    {
        if (!IsThere)
            throw new UsbException(UsbError.NoDevice, "resetting: no such device");
        dongle.Reset();
    }

    /// <inheritdoc/>
    public IUsbTransfer CreateBulkIn(byte endpoint, int length, Action<IUsbTransfer> completed)
    {
        if (_events is null)
        {
            _events = new Thread(HandleEvents) { Name = "emulated USB", IsBackground = true };
            _events.Start();
        }
        return new EmulatedUsbTransfer(dongle.Endpoint, length, completed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        dongle.Endpoint.Wake();
        if (_events != Thread.CurrentThread)
            _events?.Join();
        dongle.Release(this);
    }

    private void HandleEvents()
    {
        while (!_disposed)
            dongle.Endpoint.HandleEvents(LongestWait);
    }
}
