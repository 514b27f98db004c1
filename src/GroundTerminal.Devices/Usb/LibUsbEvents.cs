namespace GroundTerminal.Devices.Usb;

/// <summary>The thread that handles a context's events: all callbacks of its transfers come from it.</summary>
internal sealed class LibUsbEvents : IDisposable
{
    private readonly nint _context;
    private readonly Thread _thread;
    private volatile bool _ending;

    public LibUsbEvents(nint context, string name)
    {
        _context = context;
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _ending = true;
        LibUsb.InterruptEventHandler(_context);
        _thread.Join();
    }

    private void Run()
    {
        while (!_ending)
        {
            var time = new LibUsbTime { Microseconds = 200_000 };
            int code = LibUsb.HandleEvents(_context, ref time, 0);
            if (code < 0 && code != LibUsb.ErrorInterrupted)
                Thread.Sleep(10);
        }
    }
}
