using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>An RTL-SDR dongle by its registers: what a driver does to them decides what samples come.</summary>
public sealed class RtlDongle : IDisposable
{
    /// <summary>Realtek.</summary>
    public const int VendorId = 0x0bda;

    /// <summary>RTL2838.</summary>
    public const int ProductId = 0x2838;

    private readonly Lock _lock = new();
    private readonly IRtlTunerModel _tuner;
    private readonly RtlEepromModel _eeprom;
    private readonly Rtl2832Model _chip;
    private readonly RtlSampleFeed _feed;
    private int _address = 1;
    private long _version;
    private bool _plugged = true;
    private object? _claim;

    public RtlDongle(RtlDongleOptions options)
    {
        Options = options;
        double error = 1 + (options.CrystalPpm * 1e-6), crystalHz = 28.8e6 * error;
        _tuner = options.Tuner switch
        {
            RtlTunerKind.E4000 => new E4000Model(crystalHz),
            RtlTunerKind.R828D => new R82xxModel(0x74, 16e6 * error, vcoFineTune: 1, hasUpconverter: false),
            RtlTunerKind.R828DBlogV4 => new R82xxModel(0x74, crystalHz, vcoFineTune: 1, hasUpconverter: true),
            _ => new R82xxModel(0x34, crystalHz, vcoFineTune: 2, hasUpconverter: false),
        };
        _eeprom = new RtlEepromModel(VendorId, ProductId, options.Manufacturer, options.Product, options.SerialNumber);
        _chip = new Rtl2832Model(crystalHz, _tuner, _eeprom);
        Endpoint = new RtlBulkEndpoint(options.FifoBytes, Faults);
        _chip.PowerOn();
        Strings = _eeprom.Strings();
        _feed = new RtlSampleFeed(this);
    }

    public RtlDongleOptions Options { get; }

    /// <summary>What goes wrong.</summary>
    public RtlDongleFaults Faults { get; } = new();

    /// <summary>Resets by the host since it was made.</summary>
    public int Resets { get; private set; }

    /// <summary>Control transfers since it was made, refused ones too.</summary>
    public long ControlTransfers { get; private set; }

    /// <summary>Bytes that the endpoint lost because nobody fetched them.</summary>
    public long LostBytes => Endpoint.LostBytes;

    /// <summary>What the registers mean now.</summary>
    public RtlDongleStatus Status
    {
        get
        {
            lock (_lock)
                return _chip.Status();
        }
    }

    internal RtlBulkEndpoint Endpoint { get; }

    internal string[] Strings { get; private set; }

    /// <summary>Grows whenever a register was written.</summary>
    internal long Version => Volatile.Read(ref _version);

    /// <summary>Where it is on the bus; null while it is unplugged.</summary>
    internal UsbDeviceInfo? Info
    {
        get
        {
            lock (_lock)
                return _plugged ? new UsbDeviceInfo(Options.Port, _address, VendorId, ProductId) : null;
        }
    }

    /// <summary>Pulls it out: transfers end, nothing answers.</summary>
    public void Unplug()
    {
        lock (_lock)
            (_plugged, _claim) = (false, null);
        Faults.Reset();
        PowerOn();
        Endpoint.EndAll(UsbTransferStatus.NoDevice);
    }

    /// <summary>Plugs it in again, without power since.</summary>
    public void PlugIn()
    {
        Endpoint.PlugIn();
        lock (_lock)
            (_plugged, _address, Strings) = (true, _address + 1, _eeprom.Strings());
    }

    /// <inheritdoc/>
    public void Dispose() => _feed.Dispose();

    /// <summary>A register as it was written last: of the tuner, or of a page of the demodulator.</summary>
    /// <param name="page">−1 means the tuner.</param>
    internal byte[] Registers(int page)
    {
        lock (_lock)
            return page < 0 ? _tuner.Registers.ToArray() : _chip.Page(page).ToArray();
    }

    internal void Claim(object owner)
    {
        lock (_lock)
        {
            if (Faults.ClaimedByOther || (_claim is not null && _claim != owner))
                throw new UsbException(UsbError.Busy, $"claiming USB device {Options.Port}: busy");
            _claim = owner;
        }
    }

    internal void Release(object owner)
    {
        lock (_lock)
            _claim = _claim == owner ? null : _claim;
    }

    internal int Control(byte requestType, ushort value, ushort index, Span<byte> data, TimeSpan timeout)
    {
        if (Faults.ControlHangs)
        {
            Thread.Sleep(timeout);
            throw new UsbException(UsbError.Timeout, $"control transfer to USB device {Options.Port}: no answer in time");
        }
        lock (_lock)
        {
            ControlTransfers++;
            if (!_plugged)
                throw new UsbException(UsbError.NoDevice, $"control transfer to USB device {Options.Port}: no such device");
            if (Faults.TakeControlStall() || !_chip.Control(requestType, value, index, data))
                throw new UsbException(UsbError.Stall, $"control transfer to USB device {Options.Port}: refused by the device (stall)");
            if (_chip.IsEndpointHeld)
                Endpoint.Clear();
            if ((requestType & 0x80) == 0)
                _version++;
        }
        _feed.Wake();
        return data.Length;
    }

    internal void Reset()
    {
        Faults.Reset();
        PowerOn();
        lock (_lock)
        {
            Resets++;
            if (!Faults.ResetChangesAddress)
                return;
            (_address, _claim) = (_address + 1, null);
        }
        throw new UsbException(UsbError.Changed, $"resetting USB device {Options.Port}: not found");
    }

    internal void Push(ReadOnlySpan<byte> bytes)
    {
        if (!Faults.BulkHangs && Info is not null)
            Endpoint.Push(bytes);
    }

    private void PowerOn()
    {
        lock (_lock)
        {
            _chip.PowerOn();
            Endpoint.Clear();
            _version++;
        }
        _feed.Wake();
    }
}
