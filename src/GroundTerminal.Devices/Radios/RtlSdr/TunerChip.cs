namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>A tuner on the I2C bus behind the repeater.</summary>
internal sealed class TunerChip(Rtl2832Bus bus, byte address)
{
    private const int LongestMessage = 8;
    private readonly byte[] _message = new byte[LongestMessage];

    /// <summary>Writes registers one after the other, in messages that the bridge can carry.</summary>
    public void Write(byte register, params ReadOnlySpan<byte> values)
    {
        while (values.Length > 0)
        {
            int count = Math.Min(values.Length, LongestMessage - 1);
            _message[0] = register;
            values[..count].CopyTo(_message.AsSpan(1));
            bus.WriteI2c(address, _message.AsSpan(0, count + 1));
            register += (byte)count;
            values = values[count..];
        }
    }

    /// <summary>Reads from a register on.</summary>
    public void Read(byte register, Span<byte> values)
    {
        _message[0] = register;
        bus.WriteI2c(address, _message.AsSpan(0, 1));
        bus.ReadI2c(address, values);
    }
}
