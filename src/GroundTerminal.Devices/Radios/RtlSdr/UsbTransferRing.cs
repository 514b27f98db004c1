using System.Diagnostics;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Bulk transfers that go round: some wait for data at the bus, some wait filled for the one reader.</summary>
/// <remarks>
/// Where the reader is so late that fewer than a quarter would wait at the bus, a filled one goes straight back and its bytes are counted as lost:
/// a gap of known length here, rather than one of unknown length in the device. Nothing is allocated after the start.
/// The first buffer's worth of bytes is thrown away: the device's own buffer may have overflowed before the first transfer waited for it.
/// </remarks>
internal sealed class UsbTransferRing : IDisposable
{
    private const int MostErrors = 16;
    private static readonly TimeSpan LongestCancel = TimeSpan.FromSeconds(3);
    private readonly IUsbTransfer[] _transfers;
    private readonly UsbRingBlock[] _filled;
    private readonly int _mostFilled;
    private readonly AutoResetEvent _signal = new(false);
    private long _written, _read, _position, _latest;
    private int _atBus, _errors, _unsure;
    private bool _afterError;
    private volatile bool _ending;
    private volatile string? _failure;

    public UsbTransferRing(IUsbDevice usb, byte endpoint, int length, int count)
    {
        _transfers = new IUsbTransfer[count];
        _filled = new UsbRingBlock[count];
        (_mostFilled, _unsure) = (count - (count / 4), length);
        for (var i = 0; i < count; i++)
            _transfers[i] = usb.CreateBulkIn(endpoint, length, OnCompleted);
        _latest = Stopwatch.GetTimestamp();
    }

    /// <summary>What ended it, for people; null while it runs.</summary>
    public string? Failure => _failure;

    /// <summary>Since the device last gave something.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Volatile.Read(ref _latest));

    /// <exception cref="UsbException">The bus does not take them.</exception>
    public void Start()
    {
        foreach (IUsbTransfer transfer in _transfers)
        {
            Interlocked.Increment(ref _atBus);
            try
            {
                transfer.Submit();
            }
            catch
            {
                Interlocked.Decrement(ref _atBus);
                throw;
            }
        }
    }

    /// <summary>Takes the next filled buffer; it is to be given back.</summary>
    /// <returns>False where there was none in that time.</returns>
    public bool TryTake(TimeSpan timeout, out UsbRingBlock block)
    {
        if (Volatile.Read(ref _written) == _read && (_failure is not null || !_signal.WaitOne(timeout) || Volatile.Read(ref _written) == _read))
        {
            block = default;
            return false;
        }
        block = _filled[_read % _filled.Length];
        Volatile.Write(ref _read, _read + 1);
        return true;
    }

    public void GiveBack(IUsbTransfer transfer) => Submit(transfer);

    /// <summary>Cancels all that is at the bus, waits for it, frees it. The reader has ended.</summary>
    public void Dispose()
    {
        _ending = true;
        long start = Stopwatch.GetTimestamp();
        do
        {
            foreach (IUsbTransfer transfer in _transfers)
                transfer.Cancel();
            if (Volatile.Read(ref _atBus) > 0)
                Thread.Sleep(1);
        }
        while (Volatile.Read(ref _atBus) > 0 && Stopwatch.GetElapsedTime(start) < LongestCancel);
        if (Volatile.Read(ref _atBus) > 0)
            return; // the kernel still has buffers: what it may write to is not freed
        foreach (IUsbTransfer transfer in _transfers)
            transfer.Dispose();
        _signal.Dispose();
    }

    private void Submit(IUsbTransfer transfer)
    {
        if (_ending || _failure is not null)
            return;
        Interlocked.Increment(ref _atBus);
        try
        {
            transfer.Submit();
        }
        catch (UsbException e)
        {
            Interlocked.Decrement(ref _atBus);
            Fail(e.Message);
        }
    }

    private void OnCompleted(IUsbTransfer transfer)
    {
        switch (transfer.Status)
        {
            case UsbTransferStatus.Completed: OnData(transfer); break;
            case UsbTransferStatus.Error when ++_errors <= MostErrors: OnError(transfer); break;
            case UsbTransferStatus.Error: Fail("every transfer fails"); break;
            case UsbTransferStatus.NoDevice: Fail("the dongle is gone"); break;
            case UsbTransferStatus.Stall: Fail("the dongle refuses to give samples"); break;
        }
        Interlocked.Decrement(ref _atBus); // after it, all may be freed
    }

    private void OnData(IUsbTransfer transfer)
    {
        int length = transfer.Data.Length;
        _errors = 0;
        if (length > 0)
            Volatile.Write(ref _latest, Stopwatch.GetTimestamp());
        bool unsure = _unsure > 0;
        if (unsure || length == 0 || _written - Volatile.Read(ref _read) >= _mostFilled)
        {
            _unsure -= unsure ? length : 0;
            _position += length;
            Submit(transfer);
            return;
        }
        _filled[_written % _filled.Length] = new UsbRingBlock(transfer, _position, _afterError);
        (_position, _afterError) = (_position + length, false);
        Volatile.Write(ref _written, _written + 1);
        _signal.Set();
    }

    private void OnError(IUsbTransfer transfer)
    {
        _afterError = true;
        Submit(transfer);
    }

    private void Fail(string why)
    {
        _failure ??= why;
        _signal.Set();
    }
}
