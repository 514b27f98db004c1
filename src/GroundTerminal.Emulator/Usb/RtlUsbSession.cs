using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>One program at a <see cref="RtlUsbServer"/>: one opened device.</summary>
internal sealed class RtlUsbSession(Socket socket, IUsbBus bus, Action<RtlUsbSession> ended) : IDisposable
{
    private const int HeaderLength = 24, RecordLength = 32, LongestPayload = 1 << 20;
    private readonly Lock _sending = new();
    private readonly Dictionary<uint, (IUsbTransfer Transfer, int Length)> _transfers = [];
    private readonly byte[] _header = new byte[HeaderLength], _answer = new byte[HeaderLength];
    private readonly byte[] _payload = new byte[LongestPayload];
    private IUsbDevice? _device;
    private Thread? _thread;
    private int _waiting;

    private enum Operation : uint
    {
        List = 1,
        Open = 2,
        Control = 3,
        Claim = 4,
        Reset = 5,
        String = 6,
        Submit = 7,
        Cancel = 8,
        Ended = 9,
    }

    public void Start()
    {
        _thread = new Thread(Run) { Name = "USB session", IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // has ended already
        }
        if (_thread is null)
            socket.Dispose();
        else
            _thread.Join();
    }

    private void Run()
    {
        try
        {
            while (Receive(_header) && Word(5) <= LongestPayload && Receive(_payload.AsSpan(0, (int)Word(5))))
                Handle();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the other side has gone
        }
        finally
        {
            Close();
            ended(this);
        }
    }

    private void Handle()
    {
        var operation = (Operation)Word(0);
        try
        {
            int length = operation switch
            {
                Operation.List => WriteList(),
                Operation.Open => Open(),
                Operation.Control => Control(),
                Operation.Claim => Do(d => d.Claim()),
                Operation.Reset => Do(d => d.Reset()),
                Operation.String => Encoding.ASCII.GetBytes(Device.ReadString((UsbString)Word(2)), _payload),
                Operation.Submit => Submit(Word(1), (byte)Word(2), (int)Word(3)),
                Operation.Cancel => Cancel(Word(1)),
                _ => throw new UsbException(UsbError.Io, "unknown operation"),
            };
            Send(operation, Word(1), length, _payload.AsSpan(0, operation == Operation.Control && (Word(2) & 0x80) == 0 ? 0 : length));
        }
        catch (UsbException e)
        {
            Send(operation, Word(1), Code(e.Error), []);
        }
    }

    private IUsbDevice Device => _device ?? throw new UsbException(UsbError.NoDevice, "not open");

    private int Do(Action<IUsbDevice> action)
    {
        action(Device);
        return 0;
    }

    private int WriteList()
    {
        var at = 0;
        foreach (UsbDeviceInfo device in bus.List())
        {
            Span<byte> record = _payload.AsSpan(at, RecordLength);
            record.Clear();
            BinaryPrimitives.WriteInt32LittleEndian(record, device.VendorId);
            BinaryPrimitives.WriteInt32LittleEndian(record[4..], device.ProductId);
            BinaryPrimitives.WriteInt32LittleEndian(record[8..], device.Address);
            Encoding.ASCII.GetBytes(device.Port, record[12..^1]);
            at += RecordLength;
        }
        return at;
    }

    private int Open()
    {
        ReadOnlySpan<byte> record = _payload.AsSpan(0, RecordLength);
        var wanted = new UsbDeviceInfo(
            Encoding.ASCII.GetString(record[12..]).TrimEnd('\0'), BinaryPrimitives.ReadInt32LittleEndian(record[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(record), BinaryPrimitives.ReadInt32LittleEndian(record[4..]));
        _device = bus.Open(wanted);
        return 0;
    }

    /// <summary>Word 1: wLength. 2: bmRequestType and bRequest. 3: wValue and wIndex. 4: timeout, ms.</summary>
    private int Control() => Device.Control(
        (byte)Word(2), (byte)(Word(2) >> 8), (ushort)Word(3), (ushort)(Word(3) >> 16), _payload.AsSpan(0, (int)Math.Min(Word(1), 4096u)), TimeSpan.FromMilliseconds(Word(4)));

    private int Submit(uint tag, byte endpoint, int length)
    {
        (IUsbTransfer? transfer, int had) = _transfers.GetValueOrDefault(tag);
        if (had != length)
        {
            transfer?.Dispose();
            transfer = Device.CreateBulkIn(endpoint, Math.Min(length, LongestPayload), t => OnEnded(tag, t));
            _transfers[tag] = (transfer, length);
        }
        Interlocked.Increment(ref _waiting);
        try
        {
            transfer!.Submit();
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }
        return 0;
    }

    private int Cancel(uint tag)
    {
        _transfers.GetValueOrDefault(tag).Transfer?.Cancel();
        return 0;
    }

    private void OnEnded(uint tag, IUsbTransfer transfer)
    {
        int status = transfer.Status switch
        {
            UsbTransferStatus.Completed => 0,
            UsbTransferStatus.Cancelled => 3,
            UsbTransferStatus.Stall => 4,
            UsbTransferStatus.NoDevice => 5,
            _ => 1,
        };
        try
        {
            Send(Operation.Ended, tag, status, transfer.Data);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the other side has gone
        }
        Interlocked.Decrement(ref _waiting);
    }

    private void Send(Operation operation, uint tag, int status, ReadOnlySpan<byte> payload)
    {
        lock (_sending)
        {
            ReadOnlySpan<uint> words = [(uint)operation, tag, (uint)status, 0, 0, (uint)payload.Length];
            for (var i = 0; i < words.Length; i++)
                BinaryPrimitives.WriteUInt32LittleEndian(_answer.AsSpan(4 * i), words[i]);
            SendAll(_answer);
            SendAll(payload);
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[socket.Send(bytes)..];
    }

    private bool Receive(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = socket.Receive(bytes);
            if (count == 0)
                return false;
            bytes = bytes[count..];
        }
        return true;
    }

    private void Close()
    {
        foreach ((IUsbTransfer transfer, _) in _transfers.Values)
            transfer.Cancel();
        SpinWait.SpinUntil(() => Volatile.Read(ref _waiting) == 0, TimeSpan.FromSeconds(2));
        foreach ((IUsbTransfer transfer, _) in _transfers.Values)
            transfer.Dispose();
        _device?.Dispose();
        socket.Dispose();
    }

    private uint Word(int index) => BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(4 * index));

    /// <summary>As libusb numbers them.</summary>
    private static int Code(UsbError error) => error switch
    {
        UsbError.Denied => -3,
        UsbError.NoDevice => -4,
        UsbError.Changed => -5,
        UsbError.Busy => -6,
        UsbError.Timeout => -7,
        UsbError.Stall => -9,
        _ => -1,
    };
}
