using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>The RTL2832U's registers by vendor control transfers: wIndex holds block and direction, wValue the address.</summary>
/// <remarks>Blocks, addresses and byte order as osmocom's librtlsdr and the kernel's rtl28xxu driver use them; Realtek has published no manual.</remarks>
internal sealed class Rtl2832Bus(IUsbDevice usb)
{
    private const byte FromDevice = 0xc0, ToDevice = 0x40;
    private const int UsbBlock = 1, SystemBlock = 2, I2cBlock = 6;
    private const ushort WriteBit = 0x10;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(300);

    /// <summary>Writes one or two bytes, the more significant first, into the USB bridge.</summary>
    public void WriteUsb(ushort address, int value, int length = 1) => Write(address, (UsbBlock << 8) | WriteBit, value, length);

    public void WriteSystem(ushort address, int value) => Write(address, (SystemBlock << 8) | WriteBit, value, 1);

    public byte ReadSystem(ushort address) => ReadByte(address, SystemBlock << 8);

    /// <summary>Writes one or two bytes, the more significant first, into a page of the demodulator.</summary>
    public void WriteDemodulator(int page, int address, int value, int length = 1)
    {
        Write((ushort)((address << 8) | 0x20), (ushort)(WriteBit | page), value, length);
        _ = ReadDemodulator(0x0a, 0x01); // the write has been done once this is answered
    }

    public byte ReadDemodulator(int page, int address) => ReadByte((ushort)((address << 8) | 0x20), (ushort)page);

    /// <exception cref="UsbException">Also <see cref="UsbError.Stall"/> where no chip of that address answers.</exception>
    public void WriteI2c(byte chip, Span<byte> bytes) => usb.Control(ToDevice, 0, chip, (I2cBlock << 8) | WriteBit, bytes, Timeout);

    /// <exception cref="UsbException">Also <see cref="UsbError.Stall"/> where no chip of that address answers.</exception>
    public void ReadI2c(byte chip, Span<byte> bytes)
    {
        int count = usb.Control(FromDevice, 0, chip, I2cBlock << 8, bytes, Timeout);
        if (count != bytes.Length)
            throw new UsbException(UsbError.Io, $"I2C chip {chip:x2}: {count} bytes for {bytes.Length}");
    }

    /// <summary>A register of a chip; null where no chip answers.</summary>
    public byte? TryReadI2c(byte chip, byte register)
    {
        Span<byte> one = [register];
        try
        {
            WriteI2c(chip, one);
            ReadI2c(chip, one);
            return one[0];
        }
        catch (UsbException e) when (e.Error is UsbError.Stall or UsbError.Io or UsbError.Timeout)
        {
            return null;
        }
    }

    private void Write(ushort address, ushort index, int value, int length)
    {
        Span<byte> bytes = length == 1 ? [(byte)value] : [(byte)(value >> 8), (byte)value];
        usb.Control(ToDevice, 0, address, index, bytes, Timeout);
    }

    private byte ReadByte(ushort address, ushort index)
    {
        Span<byte> one = [0];
        usb.Control(FromDevice, 0, address, index, one, Timeout);
        return one[0];
    }
}
