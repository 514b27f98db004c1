namespace GroundTerminal.Devices.Gpio;

/// <summary>What pulls an input where nothing drives it.</summary>
public enum GpioBias
{
    /// <summary>As it is.</summary>
    AsIs,

    /// <summary>To the supply.</summary>
    PullUp,

    /// <summary>To ground.</summary>
    PullDown,

    /// <summary>Nothing.</summary>
    Disabled,
}
