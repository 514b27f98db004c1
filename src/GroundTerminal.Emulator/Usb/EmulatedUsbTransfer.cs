using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>A bulk transfer of an emulated device.</summary>
internal sealed class EmulatedUsbTransfer(RtlBulkEndpoint endpoint, int length, Action<IUsbTransfer> completed) : IUsbTransfer
{
    private readonly byte[] _buffer = new byte[length];

    /// <inheritdoc/>
    public UsbTransferStatus Status { get; internal set; }

    /// <inheritdoc/>
    public Span<byte> Data => _buffer.AsSpan(0, Filled);

    internal int Filled { get; set; }

    internal Span<byte> Room(int limit) => _buffer.AsSpan(Filled, Math.Max(Math.Min(limit, _buffer.Length) - Filled, 0));

    /// <inheritdoc/>
    public void Submit() => endpoint.Submit(this);

    /// <inheritdoc/>
    public void Cancel() => endpoint.Cancel(this);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    internal void Complete() => completed(this);
}
