using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Usb;

/// <summary>The functions of libusb-1.0 that are used here. API reference of libusb 1.0.26, https://libusb.sourceforge.io/api-1.0/.</summary>
internal static unsafe partial class LibUsb
{
    public const int ErrorIo = -1, ErrorAccess = -3, ErrorNoDevice = -4, ErrorNotFound = -5, ErrorBusy = -6, ErrorTimeout = -7, ErrorPipe = -9, ErrorInterrupted = -10;
    public const byte TransferTypeBulk = 2;
    private const string Library = "libusb-1.0.so.0";

    [LibraryImport(Library, EntryPoint = "libusb_init")]
    public static partial int Initialize(out nint context);

    [LibraryImport(Library, EntryPoint = "libusb_exit")]
    public static partial void Exit(nint context);

    [LibraryImport(Library, EntryPoint = "libusb_get_device_list")]
    public static partial nint GetDeviceList(nint context, out nint* list);

    [LibraryImport(Library, EntryPoint = "libusb_free_device_list")]
    public static partial void FreeDeviceList(nint* list, int unreference);

    [LibraryImport(Library, EntryPoint = "libusb_get_device")]
    public static partial nint GetDevice(nint handle);

    [LibraryImport(Library, EntryPoint = "libusb_get_device_descriptor")]
    public static partial int GetDeviceDescriptor(nint device, out LibUsbDeviceDescriptor descriptor);

    [LibraryImport(Library, EntryPoint = "libusb_get_bus_number")]
    public static partial byte GetBusNumber(nint device);

    [LibraryImport(Library, EntryPoint = "libusb_get_device_address")]
    public static partial byte GetDeviceAddress(nint device);

    [LibraryImport(Library, EntryPoint = "libusb_get_port_numbers")]
    public static partial int GetPortNumbers(nint device, Span<byte> ports, int length);

    [LibraryImport(Library, EntryPoint = "libusb_open")]
    public static partial int Open(nint device, out nint handle);

    [LibraryImport(Library, EntryPoint = "libusb_close")]
    public static partial void Close(nint handle);

    [LibraryImport(Library, EntryPoint = "libusb_get_string_descriptor_ascii")]
    public static partial int GetStringDescriptor(nint handle, byte index, Span<byte> data, int length);

    [LibraryImport(Library, EntryPoint = "libusb_kernel_driver_active")]
    public static partial int KernelDriverActive(nint handle, int number);

    [LibraryImport(Library, EntryPoint = "libusb_detach_kernel_driver")]
    public static partial int DetachKernelDriver(nint handle, int number);

    [LibraryImport(Library, EntryPoint = "libusb_claim_interface")]
    public static partial int ClaimInterface(nint handle, int number);

    [LibraryImport(Library, EntryPoint = "libusb_release_interface")]
    public static partial int ReleaseInterface(nint handle, int number);

    [LibraryImport(Library, EntryPoint = "libusb_reset_device")]
    public static partial int ResetDevice(nint handle);

    [LibraryImport(Library, EntryPoint = "libusb_control_transfer")]
    public static partial int ControlTransfer(nint handle, byte requestType, byte request, ushort value, ushort index, Span<byte> data, ushort length, uint timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "libusb_alloc_transfer")]
    public static partial LibUsbTransferData* AllocateTransfer(int isochronousPackets);

    [LibraryImport(Library, EntryPoint = "libusb_free_transfer")]
    public static partial void FreeTransfer(LibUsbTransferData* transfer);

    [LibraryImport(Library, EntryPoint = "libusb_submit_transfer")]
    public static partial int SubmitTransfer(LibUsbTransferData* transfer);

    [LibraryImport(Library, EntryPoint = "libusb_cancel_transfer")]
    public static partial int CancelTransfer(LibUsbTransferData* transfer);

    [LibraryImport(Library, EntryPoint = "libusb_handle_events_timeout_completed")]
    public static partial int HandleEvents(nint context, ref LibUsbTime timeout, nint completed);

    [LibraryImport(Library, EntryPoint = "libusb_interrupt_event_handler")]
    public static partial void InterruptEventHandler(nint context);
}
