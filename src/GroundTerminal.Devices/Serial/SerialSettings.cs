using System.Runtime.InteropServices;
using static System.FormattableString;

namespace GroundTerminal.Devices.Serial;

/// <summary>Puts <see cref="SerialOptions"/> on a tty.</summary>
internal static unsafe class SerialSettings
{
    private const int Dtr = 2, Rts = 4;

    public static void Apply(int descriptor, string path, SerialOptions options)
    {
        Termios termios;
        if (Libc.GetAttributes(descriptor, &termios) != 0)
            throw SerialErrors.Opening(path, Marshal.GetLastPInvokeError());
        Fill(&termios, path, options);
        var wanted = termios;
        if (Libc.SetAttributes(descriptor, Libc.Now, &termios) != 0)
            throw SerialErrors.Opening(path, Marshal.GetLastPInvokeError());
        // tcsetattr succeeds where any part of it was taken. A pseudo-terminal has no parity, and needs none.
        if (Libc.GetAttributes(descriptor, &termios) != 0 || termios.OutputSpeed != wanted.OutputSpeed || ((termios.Control ^ wanted.Control) & Termios.TwoStopBits) != 0)
            throw new LinkException(Invariant($"{path}: does not take {options.BaudRate} baud, {options.DataBits} data bits, parity {options.Parity}, {options.StopBits} stop bits"));
        if (options.Dtr is { } dtr)
            Set(descriptor, Dtr, dtr);
        if (options.Rts is { } rts && !options.RtsCts)
            Set(descriptor, Rts, rts);
        _ = Libc.Flush(descriptor, Libc.FlushBoth);
    }

    /// <summary>Raw, as cfmakeraw(3) does it.</summary>
    public static void MakeRaw(int descriptor)
    {
        Termios termios;
        if (Libc.GetAttributes(descriptor, &termios) != 0)
            return;
        Libc.MakeRaw(&termios);
        _ = Libc.SetAttributes(descriptor, Libc.Now, &termios);
    }

    private static void Fill(Termios* termios, string path, SerialOptions options)
    {
        if (options.DataBits is not (7 or 8) || options.StopBits is not (1 or 2))
            throw new LinkException(Invariant($"{path}: {options.DataBits} data bits, {options.StopBits} stop bits; expected 7 or 8, and 1 or 2"));
        Libc.MakeRaw(termios);
        var control = termios->Control & ~(Termios.SizeMask | Termios.TwoStopBits | Termios.Parity | Termios.OddParity | Termios.HardwareFlow | Termios.HangUp);
        control |= Termios.Receiver | Termios.NoModem | (options.DataBits == 7 ? Termios.Seven : Termios.Eight);
        control |= options.StopBits == 2 ? Termios.TwoStopBits : 0;
        control |= options.Parity switch { SerialParity.Even => Termios.Parity, SerialParity.Odd => Termios.Parity | Termios.OddParity, _ => 0u };
        termios->Control = control | (options.RtsCts ? Termios.HardwareFlow : 0);
        if (options.Parity != SerialParity.None)
            termios->Input |= Termios.CheckParity;
        (termios->Characters[Termios.MinimumIndex], termios->Characters[Termios.TimeIndex]) = (1, 0);
        // glibc takes the rate as a number, beside its B constants, before and since 2.42.
        if (Libc.SetSpeed(termios, (uint)options.BaudRate) != 0)
            throw new LinkException(Invariant($"{path}: {options.BaudRate} baud; expected one of 300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600"));
    }

    /// <summary>A pseudo-terminal has no such lines: refused without harm.</summary>
    private static void Set(int descriptor, int line, bool on) => _ = Libc.Control(descriptor, on ? Libc.ModemSet : Libc.ModemClear, &line);
}
