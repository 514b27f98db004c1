using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>The five functions of a modem library (hw/modem-plugin/gt_modem.h).</summary>
internal sealed unsafe class PluginLibrary
{
    /// <summary>Version of the interface.</summary>
    public const uint Abi = 1;

    /// <summary>Loads it. It stays loaded until the process ends: threads of its own may still run in it.</summary>
    /// <exception cref="PluginException">It is not there, lacks a function, or was built for another version.</exception>
    public PluginLibrary(string path)
    {
        if (!NativeLibrary.TryLoad(path, out nint handle))
            throw new PluginException(File.Exists(path) ? $"{path} cannot be loaded: it is no shared library for this processor, or another library that it needs is missing (ldd {path})" : $"{path} is not there");
        uint abi = ((delegate* unmanaged[Cdecl]<uint>)Function(handle, path, "gt_modem_abi"))();
        if (abi != Abi)
            throw new PluginException($"{path} is built for version {abi} of the interface; this program has {Abi}: build it again with its gt_modem.h");
        Create = (delegate* unmanaged[Cdecl]<Config*, byte*, nuint, nint>)Function(handle, path, "gt_modem_create");
        Process = (delegate* unmanaged[Cdecl]<nint, float*, nuint, ulong, PluginFrame*, nuint, byte*, nuint, int>)Function(handle, path, "gt_modem_process");
        Reset = (delegate* unmanaged[Cdecl]<nint, void>)Function(handle, path, "gt_modem_reset");
        Destroy = (delegate* unmanaged[Cdecl]<nint, void>)Function(handle, path, "gt_modem_destroy");
    }

    public delegate* unmanaged[Cdecl]<Config*, byte*, nuint, nint> Create { get; }

    public delegate* unmanaged[Cdecl]<nint, float*, nuint, ulong, PluginFrame*, nuint, byte*, nuint, int> Process { get; }

    public delegate* unmanaged[Cdecl]<nint, void> Reset { get; }

    public delegate* unmanaged[Cdecl]<nint, void> Destroy { get; }

    private static nint Function(nint handle, string path, string name) =>
        NativeLibrary.TryGetExport(handle, name, out nint address) ? address : throw new PluginException($"{path} has no function {name}; see hw/modem-plugin/gt_modem.h");

    /// <summary><c>gt_modem_config</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Config
    {
        public uint Size;
        public uint MaxFrame;
        public double SampleRateHz;
        public double CenterFrequencyHz;
        public byte* Channel;
        public byte* Options;
    }
}
