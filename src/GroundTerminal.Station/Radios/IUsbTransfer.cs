namespace GroundTerminal.Station.Radios;

/// <summary>A bulk transfer from the device into a buffer of its own, to be submitted over and over.</summary>
/// <remarks>After <see cref="Submit"/> it belongs to the bus until its callback has been called. Disposing it while it is submitted is an error of the caller.</remarks>
public interface IUsbTransfer : IDisposable
{
    /// <summary>How it ended, from its callback on.</summary>
    UsbTransferStatus Status { get; }

    /// <summary>What came, from its callback to the next <see cref="Submit"/>.</summary>
    Span<byte> Data { get; }

    /// <summary>Hands it to the bus. Any thread, its callback too; allocates nothing.</summary>
    /// <exception cref="UsbException">The bus does not take it; the callback is not called.</exception>
    void Submit();

    /// <summary>Asks for its end; the callback comes later, or has come already. Any thread.</summary>
    void Cancel();
}
