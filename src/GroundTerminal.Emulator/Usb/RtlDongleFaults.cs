namespace GroundTerminal.Emulator.Usb;

/// <summary>Faults of an emulated dongle; may be changed at any time by any thread.</summary>
public sealed class RtlDongleFaults
{
    private volatile bool _bulkHangs, _controlHangs, _claimedByOther, _denied, _resetChangesAddress;
    private volatile int _shortTransferBytes, _controlStalls, _transferErrors;

    /// <summary>Transfers wait for ever, until the dongle is reset.</summary>
    public bool BulkHangs
    {
        get => _bulkHangs;
        set => _bulkHangs = value;
    }

    /// <summary>No control transfer is answered, until the dongle is reset.</summary>
    public bool ControlHangs
    {
        get => _controlHangs;
        set => _controlHangs = value;
    }

    /// <summary>Another program has the interface.</summary>
    public bool ClaimedByOther
    {
        get => _claimedByOther;
        set => _claimedByOther = value;
    }

    /// <summary>The user may not open it.</summary>
    public bool Denied
    {
        get => _denied;
        set => _denied = value;
    }

    /// <summary>After a reset it has another address and must be opened again.</summary>
    public bool ResetChangesAddress
    {
        get => _resetChangesAddress;
        set => _resetChangesAddress = value;
    }

    /// <summary>Transfers end after so many bytes; 0 where they fill up.</summary>
    public int ShortTransferBytes
    {
        get => _shortTransferBytes;
        set => _shortTransferBytes = value;
    }

    /// <summary>So many control transfers are refused from now on.</summary>
    public int ControlStalls
    {
        get => _controlStalls;
        set => _controlStalls = value;
    }

    /// <summary>So many bulk transfers fail from now on, and their bytes are lost.</summary>
    public int TransferErrors
    {
        get => _transferErrors;
        set => _transferErrors = value;
    }

    internal bool TakeControlStall() => _controlStalls > 0 && Interlocked.Decrement(ref _controlStalls) >= 0;

    internal bool TakeTransferError() => _transferErrors > 0 && Interlocked.Decrement(ref _transferErrors) >= 0;

    internal void Reset() => (_bulkHangs, _controlHangs) = (false, false);
}
