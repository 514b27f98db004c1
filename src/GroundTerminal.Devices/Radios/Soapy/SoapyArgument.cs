namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>A setting or a sensor that a device has.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Units">Of its value; may be empty.</param>
/// <param name="Type">0 a truth value, 1 a whole number, 2 a number, 3 text.</param>
/// <param name="Range">What a number may be; empty where its ends are equal.</param>
/// <param name="Options">What the value may be; empty where anything.</param>
internal sealed record SoapyArgument(string Key, string Units, int Type, SoapyRange Range, IReadOnlyList<string> Options)
{
    public bool IsFlag => Type == 0;

    public bool IsNumber => Type is 1 or 2;
}
