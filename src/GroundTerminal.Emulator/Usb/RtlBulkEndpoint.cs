using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>The bulk endpoint: samples go into waiting transfers, else into a small buffer, else they are lost.</summary>
internal sealed class RtlBulkEndpoint(int fifoBytes, RtlDongleFaults faults)
{
    private readonly Lock _lock = new();
    private readonly Queue<EmulatedUsbTransfer> _waiting = new(), _ended = new();
    private readonly byte[] _fifo = new byte[fifoBytes];
    private readonly AutoResetEvent _signal = new(false);
    private int _fifoUsed;
    private bool _gone;

    /// <summary>Bytes that came while neither a transfer nor room was there.</summary>
    public long LostBytes { get; private set; }

    /// <summary>Plugged in again.</summary>
    public void PlugIn()
    {
        lock (_lock)
            (_gone, _fifoUsed) = (false, 0);
    }

    /// <summary>All that waits ends so; with NoDevice nothing is taken from then on.</summary>
    public void EndAll(UsbTransferStatus status)
    {
        lock (_lock)
        {
            _gone |= status == UsbTransferStatus.NoDevice;
            while (_waiting.TryDequeue(out EmulatedUsbTransfer? transfer))
                End(transfer, status);
        }
        _signal.Set();
    }

    /// <summary>Forgets what is in the buffer.</summary>
    public void Clear()
    {
        lock (_lock)
            _fifoUsed = 0;
    }

    public void Push(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            while (bytes.Length > 0 && _waiting.Count > 0)
                bytes = bytes[Fill(bytes)..];
            int room = Math.Min(bytes.Length, _fifo.Length - _fifoUsed);
            bytes[..room].CopyTo(_fifo.AsSpan(_fifoUsed));
            _fifoUsed += room;
            LostBytes += bytes.Length - room;
        }
    }

    public void Submit(EmulatedUsbTransfer transfer)
    {
        lock (_lock)
        {
            if (_gone)
                throw new UsbException(UsbError.NoDevice, "submitting a USB transfer: no such device");
            transfer.Filled = 0;
            _waiting.Enqueue(transfer);
            var at = 0;
            while (at < _fifoUsed && _waiting.Count > 0)
                at += Fill(_fifo.AsSpan(at, _fifoUsed - at));
            _fifo.AsSpan(at, _fifoUsed - at).CopyTo(_fifo);
            _fifoUsed -= at;
        }
    }

    public void Cancel(EmulatedUsbTransfer transfer)
    {
        lock (_lock)
        {
            if (!_waiting.Contains(transfer))
                return;
            for (int left = _waiting.Count; left > 0; left--)
            {
                EmulatedUsbTransfer next = _waiting.Dequeue();
                if (next == transfer)
                    End(next, UsbTransferStatus.Cancelled);
                else
                    _waiting.Enqueue(next);
            }
        }
    }

    /// <summary>Calls back all transfers that ended; waits for some at most so long.</summary>
    public void HandleEvents(TimeSpan timeout)
    {
        while (true)
        {
            EmulatedUsbTransfer? transfer;
            lock (_lock)
                _ended.TryDequeue(out transfer);
            if (transfer is null)
                break;
            transfer.Complete();
        }
        _signal.WaitOne(timeout);
    }

    public void Wake() => _signal.Set();

    private int Fill(ReadOnlySpan<byte> bytes)
    {
        EmulatedUsbTransfer transfer = _waiting.Peek();
        int limit = faults.ShortTransferBytes is var most and > 0 ? most : int.MaxValue;
        Span<byte> room = transfer.Room(limit);
        int count = Math.Min(room.Length, bytes.Length);
        bytes[..count].CopyTo(room);
        transfer.Filled += count;
        if (count == room.Length)
            End(_waiting.Dequeue(), faults.TakeTransferError() ? UsbTransferStatus.Error : UsbTransferStatus.Completed);
        return count;
    }

    private void End(EmulatedUsbTransfer transfer, UsbTransferStatus status)
    {
        transfer.Status = status;
        _ended.Enqueue(transfer);
        _signal.Set();
    }
}
