using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>The functions of libSoapySDR that the driver uses. SoapySDR 0.8, include/SoapySDR/{Device,Types,Logger}.h; who frees what is said there.</summary>
internal static unsafe partial class SoapyLibrary
{
    public const string Name = "libSoapySDR.so.0.8";
    public const int Transmit = 0, Receive = 1;
    public const int EndBurst = 1 << 1, HasTime = 1 << 2;
    public const int Timeout = -1, StreamError = -2, Corruption = -3, Overflow = -4, NotSupported = -5, TimeError = -6, Underflow = -7;
    public const int LogWarning = 4, LogFatal = 1;

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_lastStatus")]
    public static partial int LastStatus();

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_lastError")]
    public static partial nint LastError();

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_enumerateStrArgs", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SoapyKwargs* Enumerate(string args, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_makeStrArgs", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Make(string args);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_unmake")]
    public static partial int Unmake(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getDriverKey")]
    public static partial byte* GetDriverKey(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getHardwareKey")]
    public static partial byte* GetHardwareKey(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getHardwareInfo")]
    public static partial SoapyKwargs GetHardwareInfo(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getNumChannels")]
    public static partial nuint GetNumChannels(nint device, int direction);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getFullDuplex")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool GetFullDuplex(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getStreamFormats")]
    public static partial byte** GetStreamFormats(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getNativeStreamFormat")]
    public static partial byte* GetNativeStreamFormat(nint device, int direction, nuint channel, out double fullScale);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setupStream", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SetupStream(nint device, int direction, string format, nuint* channels, nuint channelCount, SoapyKwargs* args);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_closeStream")]
    public static partial int CloseStream(nint device, nint stream);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getStreamMTU")]
    public static partial nuint GetStreamMtu(nint device, nint stream);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_activateStream")]
    public static partial int ActivateStream(nint device, nint stream, int flags, long timeNs, nuint count);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_deactivateStream")]
    public static partial int DeactivateStream(nint device, nint stream, int flags, long timeNs);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_readStream")]
    public static partial int ReadStream(nint device, nint stream, void** buffers, nuint count, int* flags, long* timeNs, nint timeoutUs);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_writeStream")]
    public static partial int WriteStream(nint device, nint stream, void** buffers, nuint count, int* flags, long timeNs, nint timeoutUs);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_readStreamStatus")]
    public static partial int ReadStreamStatus(nint device, nint stream, nuint* channelMask, int* flags, long* timeNs, nint timeoutUs);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_listAntennas")]
    public static partial byte** ListAntennas(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setAntenna", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetAntenna(nint device, int direction, nuint channel, string name);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getAntenna")]
    public static partial byte* GetAntenna(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_hasFrequencyCorrection")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool HasFrequencyCorrection(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setFrequencyCorrection")]
    public static partial int SetFrequencyCorrection(nint device, int direction, nuint channel, double ppm);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getFrequencyCorrection")]
    public static partial double GetFrequencyCorrection(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_listGains")]
    public static partial byte** ListGains(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_hasGainMode")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool HasGainMode(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setGainMode")]
    public static partial int SetGainMode(nint device, int direction, nuint channel, [MarshalAs(UnmanagedType.U1)] bool automatic);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setGain")]
    public static partial int SetGain(nint device, int direction, nuint channel, double db);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getGain")]
    public static partial double GetGain(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getGainRange")]
    public static partial SoapyRange GetGainRange(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setGainElement", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetGainElement(nint device, int direction, nuint channel, string name, double db);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getGainElement", StringMarshalling = StringMarshalling.Utf8)]
    public static partial double GetGainElement(nint device, int direction, nuint channel, string name);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getGainElementRange", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SoapyRange GetGainElementRange(nint device, int direction, nuint channel, string name);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setFrequency")]
    public static partial int SetFrequency(nint device, int direction, nuint channel, double hz, SoapyKwargs* args);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getFrequency")]
    public static partial double GetFrequency(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getFrequencyRange")]
    public static partial SoapyRange* GetFrequencyRange(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setSampleRate")]
    public static partial int SetSampleRate(nint device, int direction, nuint channel, double hz);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getSampleRate")]
    public static partial double GetSampleRate(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getSampleRateRange")]
    public static partial SoapyRange* GetSampleRateRange(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setBandwidth")]
    public static partial int SetBandwidth(nint device, int direction, nuint channel, double hz);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getBandwidth")]
    public static partial double GetBandwidth(nint device, int direction, nuint channel);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getBandwidthRange")]
    public static partial SoapyRange* GetBandwidthRange(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_listClockSources")]
    public static partial byte** ListClockSources(nint device, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setClockSource", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetClockSource(nint device, string name);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_listTimeSources")]
    public static partial byte** ListTimeSources(nint device, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_setTimeSource", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTimeSource(nint device, string name);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getTimeSource")]
    public static partial byte* GetTimeSource(nint device);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_hasHardwareTime", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool HasHardwareTime(nint device, string what);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getHardwareTime", StringMarshalling = StringMarshalling.Utf8)]
    public static partial long GetHardwareTime(nint device, string what);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_listSensors")]
    public static partial byte** ListSensors(nint device, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getSensorInfo", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SoapyArgInfo GetSensorInfo(nint device, string key);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_readSensor", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* ReadSensor(nint device, string key);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_listChannelSensors")]
    public static partial byte** ListChannelSensors(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getChannelSensorInfo", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SoapyArgInfo GetChannelSensorInfo(nint device, int direction, nuint channel, string key);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_readChannelSensor", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* ReadChannelSensor(nint device, int direction, nuint channel, string key);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getSettingInfo")]
    public static partial SoapyArgInfo* GetSettingInfo(nint device, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_writeSetting", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int WriteSetting(nint device, string key, string value);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_getChannelSettingInfo")]
    public static partial SoapyArgInfo* GetChannelSettingInfo(nint device, int direction, nuint channel, out nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRDevice_writeChannelSetting", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int WriteChannelSetting(nint device, int direction, nuint channel, string key, string value);

    [LibraryImport(Name, EntryPoint = "SoapySDR_free")]
    public static partial void Free(void* memory);

    [LibraryImport(Name, EntryPoint = "SoapySDRStrings_clear")]
    public static partial void ClearStrings(byte*** strings, nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRKwargs_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetPair(SoapyKwargs* args, string key, string value);

    [LibraryImport(Name, EntryPoint = "SoapySDRKwargs_clear")]
    public static partial void ClearKwargs(SoapyKwargs* args);

    [LibraryImport(Name, EntryPoint = "SoapySDRKwargsList_clear")]
    public static partial void ClearKwargsList(SoapyKwargs* args, nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDRArgInfo_clear")]
    public static partial void ClearArgInfo(SoapyArgInfo* info);

    [LibraryImport(Name, EntryPoint = "SoapySDRArgInfoList_clear")]
    public static partial void ClearArgInfoList(SoapyArgInfo* info, nuint length);

    [LibraryImport(Name, EntryPoint = "SoapySDR_errToStr")]
    public static partial nint ErrorText(int code);

    [LibraryImport(Name, EntryPoint = "SoapySDR_registerLogHandler")]
    public static partial void RegisterLogHandler(delegate* unmanaged[Cdecl]<int, byte*, void> handler);

    [LibraryImport(Name, EntryPoint = "SoapySDR_setLogLevel")]
    public static partial void SetLogLevel(int level);
}
