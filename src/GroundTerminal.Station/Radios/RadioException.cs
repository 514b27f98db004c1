namespace GroundTerminal.Station.Radios;

/// <summary>A radio cannot be had, or not any longer. The message says what happened and what helps.</summary>
public sealed class RadioException(RadioFailure failure, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Why.</summary>
    public RadioFailure Failure { get; } = failure;
}
