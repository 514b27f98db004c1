namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>A converter's channel.</summary>
internal interface IAnalogInput : IDisposable
{
    /// <returns>Counts or millivolts.</returns>
    /// <exception cref="GpioException">It does not answer.</exception>
    double Read();
}
