namespace GroundTerminal.Modems;

/// <summary>Where a <see cref="Receiver"/> hands its frames.</summary>
public interface IReceivedFrameSink
{
    /// <summary>Takes one frame; its span is valid only during the call. Called on the thread that feeds the receiver.</summary>
    void OnFrame(in ReceivedFrame frame);
}
