using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>Takes over what the library returns: copies it, and frees the library's.</summary>
internal static unsafe class SoapyAnswers
{
    public static string Text(byte* text)
    {
        string result = Copy(text);
        SoapyLibrary.Free(text);
        return result;
    }

    public static string[] Texts(byte** texts, nuint length)
    {
        string[] result = Copy(texts, length);
        SoapyLibrary.ClearStrings(&texts, length);
        return result;
    }

    public static SoapyRange[] Ranges(SoapyRange* ranges, nuint length)
    {
        SoapyRange[] result = ranges is null ? [] : new ReadOnlySpan<SoapyRange>(ranges, (int)length).ToArray();
        SoapyLibrary.Free(ranges);
        return result;
    }

    public static Dictionary<string, string> Pairs(SoapyKwargs pairs)
    {
        Dictionary<string, string> result = Copy(pairs);
        SoapyLibrary.ClearKwargs(&pairs);
        return result;
    }

    public static Dictionary<string, string>[] PairsList(SoapyKwargs* list, nuint length)
    {
        if (list is null)
            return [];
        var result = new Dictionary<string, string>[(int)length];
        for (int i = 0; i < result.Length; i++)
            result[i] = Copy(list[i]);
        SoapyLibrary.ClearKwargsList(list, length);
        return result;
    }

    public static SoapyArgument Argument(SoapyArgInfo info)
    {
        SoapyArgument result = Copy(info);
        SoapyLibrary.ClearArgInfo(&info);
        return result;
    }

    public static SoapyArgument[] Arguments(SoapyArgInfo* list, nuint length)
    {
        if (list is null)
            return [];
        var result = new SoapyArgument[(int)length];
        for (int i = 0; i < result.Length; i++)
            result[i] = Copy(list[i]);
        SoapyLibrary.ClearArgInfoList(list, length);
        return result;
    }

    private static string Copy(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    private static string[] Copy(byte** texts, nuint length)
    {
        if (texts is null)
            return [];
        var result = new string[(int)length];
        for (int i = 0; i < result.Length; i++)
            result[i] = Copy(texts[i]);
        return result;
    }

    private static Dictionary<string, string> Copy(SoapyKwargs pairs)
    {
        var result = new Dictionary<string, string>();
        for (nuint i = 0; i < pairs.Size; i++)
            result[Copy(pairs.Keys[i])] = Copy(pairs.Values[i]);
        return result;
    }

    private static SoapyArgument Copy(in SoapyArgInfo info) => new(Copy(info.Key), Copy(info.Units), info.Type, info.Range, Copy(info.Options, info.OptionCount));
}
