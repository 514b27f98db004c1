using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Usb;

/// <summary>A bulk transfer of libusb with its buffer in native memory.</summary>
internal sealed unsafe class LibUsbTransfer : IUsbTransfer
{
    private readonly Action<IUsbTransfer> _completed;
    private LibUsbTransferData* _transfer;
    private GCHandle _self;

    public LibUsbTransfer(nint handle, byte endpoint, int length, Action<IUsbTransfer> completed)
    {
        _completed = completed;
        _transfer = LibUsb.AllocateTransfer(0);
        if (_transfer == null)
            throw new OutOfMemoryException("libusb has no memory for a transfer");
        _self = GCHandle.Alloc(this);
        _transfer->Handle = handle;
        _transfer->Endpoint = endpoint;
        _transfer->Type = LibUsb.TransferTypeBulk;
        _transfer->Length = length;
        _transfer->Buffer = (byte*)NativeMemory.AlignedAlloc((nuint)length, 64);
        _transfer->Callback = &OnCompleted;
        _transfer->UserData = GCHandle.ToIntPtr(_self);
    }

    /// <inheritdoc/>
    public UsbTransferStatus Status => _transfer->Status switch
    {
        0 => UsbTransferStatus.Completed,
        3 => UsbTransferStatus.Cancelled,
        4 => UsbTransferStatus.Stall,
        5 => UsbTransferStatus.NoDevice,
        _ => UsbTransferStatus.Error,
    };

    /// <inheritdoc/>
    public Span<byte> Data => new(_transfer->Buffer, _transfer->ActualLength);

    /// <inheritdoc/>
    public void Submit()
    {
        int code = LibUsb.SubmitTransfer(_transfer);
        if (code < 0)
            throw LibUsbErrors.For(code, "submitting a USB transfer");
    }

    /// <inheritdoc/>
    public void Cancel() => _ = LibUsb.CancelTransfer(_transfer);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_transfer == null)
            return;
        NativeMemory.AlignedFree(_transfer->Buffer);
        LibUsb.FreeTransfer(_transfer);
        _transfer = null;
        _self.Free();
    }

    [UnmanagedCallersOnly]
    private static void OnCompleted(LibUsbTransferData* transfer)
    {
        var self = Unsafe.As<LibUsbTransfer>(GCHandle.FromIntPtr(transfer->UserData).Target!);
        self._completed(self);
    }
}
