using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GroundTerminal.Devices.Gpio.Linux;

/// <summary>Lines that the kernel gave.</summary>
internal sealed class LinuxGpioLines : IGpioLines
{
    private const int EdgesAtOnce = 64;
    private readonly SafeFileHandle _lines, _wake;
    private readonly string _chip;
    private readonly int[] _offsets;

    public LinuxGpioLines(SafeFileHandle lines, string chip, int[] offsets)
    {
        (_lines, _chip, _offsets) = (lines, chip, offsets);
        _wake = new SafeFileHandle(GpioLibc.EventDescriptor(0, GpioLibc.CloseOnExec | GpioLibc.NonBlocking), ownsHandle: true);
    }

    public int Count => _offsets.Length;

    private ulong All => ulong.MaxValue >> (64 - Count);

    public unsafe ulong Read()
    {
        var values = new GpioAbi.LineValues { Mask = All };
        return GpioLibc.Control(_lines, GpioAbi.GetValues, &values) < 0 ? throw Failure("read") : values.Bits;
    }

    public unsafe void Write(ulong levels, ulong mask)
    {
        var values = new GpioAbi.LineValues { Bits = levels, Mask = mask & All };
        if (GpioLibc.Control(_lines, GpioAbi.SetValues, &values) < 0)
            throw Failure("write");
    }

    public unsafe int ReadEdges(Span<GpioEdge> edges, int timeoutMilliseconds)
    {
        if (!IsReady(timeoutMilliseconds))
            return 0;
        var events = stackalloc GpioAbi.LineEvent[EdgesAtOnce];
        nint bytes = GpioLibc.Read(_lines, events, (nuint)(Math.Min(edges.Length, EdgesAtOnce) * sizeof(GpioAbi.LineEvent)));
        if (bytes < 0)
            return Marshal.GetLastPInvokeError() is GpioLibc.Interrupted or GpioLibc.TryAgain ? 0 : throw Failure("read edges");
        int count = (int)bytes / sizeof(GpioAbi.LineEvent);
        for (int i = 0; i < count; i++)
            edges[i] = Edge(events[i]);
        return count;
    }

    public unsafe void Wake()
    {
        ulong one = 1;
        _ = GpioLibc.Write(_wake, &one, sizeof(ulong));
    }

    public void Dispose()
    {
        _lines.Dispose();
        _wake.Dispose();
    }

    private GpioEdge Edge(in GpioAbi.LineEvent e) =>
        new(Array.IndexOf(_offsets, (int)e.Offset), e.Id == GpioAbi.RisingEdge, (long)e.TimestampNanoseconds, e.Sequence);

    private unsafe bool IsReady(int timeoutMilliseconds)
    {
        bool added = false;
        try
        {
            _lines.DangerousAddRef(ref added);
            var descriptors = stackalloc GpioLibc.PollDescriptor[2];
            descriptors[0] = new() { FileDescriptor = (int)_lines.DangerousGetHandle(), Events = GpioLibc.PollIn };
            descriptors[1] = new() { FileDescriptor = (int)_wake.DangerousGetHandle(), Events = GpioLibc.PollIn };
            if (GpioLibc.Poll(descriptors, 2, timeoutMilliseconds) < 0)
                return Marshal.GetLastPInvokeError() == GpioLibc.Interrupted ? false : throw Failure("wait");
            ulong woken;
            if (descriptors[1].Happened != 0)
                _ = GpioLibc.Read(_wake, &woken, sizeof(ulong));
            if ((descriptors[0].Happened & GpioLibc.PollIn) != 0)
                return true;
            return (descriptors[0].Happened & (GpioLibc.PollError | GpioLibc.PollHangUp | GpioLibc.PollInvalid)) != 0
                ? throw new GpioException($"{_chip}: the chip is gone") : false;
        }
        finally
        {
            if (added)
                _lines.DangerousRelease();
        }
    }

    private GpioException Failure(string what) => new($"{_chip}: {what}: {Marshal.GetLastPInvokeErrorMessage()}");
}
