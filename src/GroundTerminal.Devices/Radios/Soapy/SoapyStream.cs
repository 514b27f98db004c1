using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>An active stream of the library: set up, activated, and both undone.</summary>
internal sealed unsafe class SoapyStream : IDisposable
{
    private const int MostMtu = 1 << 20;
    private readonly nint _device;
    private int _disposed;

    /// <exception cref="RadioException">It cannot be had.</exception>
    public SoapyStream(SoapyChannel channel, SoapySampleFormat format, IReadOnlyDictionary<string, string> others)
    {
        _device = channel.Handle.Pointer;
        string what = $"SoapySDR {channel.Handle.Driver}";
        SoapyLog.Clear();
        Pointer = SetUp(channel, format, others);
        if (Pointer == 0)
            throw SoapyFailure.NotOpened(what, SoapyFailure.LastText());
        nuint mtu = SoapyLibrary.GetStreamMtu(_device, Pointer);
        Mtu = mtu is > 0 and <= MostMtu ? (int)mtu : mtu == 0 ? 1024 : MostMtu;
        int status = SoapyLibrary.ActivateStream(_device, Pointer, 0, 0, 0);
        if (status is 0 or SoapyLibrary.NotSupported)
            return;
        string text = SoapyFailure.LastText(); // before the calls that close it
        Dispose();
        throw SoapyFailure.NotOpened(what, $"{SoapyReceiveStream.ErrorName(status)} {text}".TrimEnd());
    }

    /// <summary>The stream in the library.</summary>
    public nint Pointer { get; }

    /// <summary>Samples that one call can carry.</summary>
    public int Mtu { get; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _ = SoapyLibrary.DeactivateStream(_device, Pointer, 0, 0);
        _ = SoapyLibrary.CloseStream(_device, Pointer);
    }

    private nint SetUp(SoapyChannel channel, SoapySampleFormat format, IReadOnlyDictionary<string, string> others)
    {
        SoapyKwargs arguments = default;
        foreach (var (key, value) in others)
        {
            if (key.StartsWith(SoapyOtherSettings.StreamPrefix, StringComparison.Ordinal))
                _ = SoapyLibrary.SetPair(&arguments, key[SoapyOtherSettings.StreamPrefix.Length..], value);
        }
        nuint number = (nuint)channel.Number;
        try
        {
            return SoapyLibrary.SetupStream(_device, channel.Direction, format.Name, &number, 1, &arguments);
        }
        finally
        {
            SoapyLibrary.ClearKwargs(&arguments);
        }
    }
}
