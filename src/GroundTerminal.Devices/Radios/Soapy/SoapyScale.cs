using System.Numerics;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>Brings the full scale of a device to 1, or 1 to it.</summary>
internal static class SoapyScale
{
    /// <summary>Multiplies in place.</summary>
    public static void Multiply(Span<float> numbers, float factor)
    {
        int i = 0;
        for (; i <= numbers.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(numbers[i..]) * factor).CopyTo(numbers[i..]);
        for (; i < numbers.Length; i++)
            numbers[i] *= factor;
    }
}
