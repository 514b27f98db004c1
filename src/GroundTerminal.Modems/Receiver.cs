using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>One channel: samples in, frames out. Allocates in the constructor only.</summary>
/// <remarks>How the stream is cut into calls never changes the frames.</remarks>
public sealed class Receiver
{
    /// <exception cref="ArgumentException">An option is impossible; the message names it, its value and what was expected.</exception>
    public Receiver(ReceiverOptions options) => Options = options;

    /// <summary>What it was built from.</summary>
    public ReceiverOptions Options { get; }

    /// <summary>Counters and present estimates; may be read from another thread.</summary>
    public ReceiverStatistics Statistics => default;

    /// <summary>Takes complex samples.</summary>
    /// <exception cref="InvalidOperationException">The receiver was built for audio.</exception>
    public void Process(ReadOnlySpan<Complex32> samples, IReceivedFrameSink sink) => throw new NotImplementedException();

    /// <summary>Takes real samples.</summary>
    /// <exception cref="InvalidOperationException">The receiver was built for complex baseband.</exception>
    public void Process(ReadOnlySpan<float> samples, IReceivedFrameSink sink) => throw new NotImplementedException();

    /// <summary>Says that samples were lost here: indices go on further by that number and no frame is joined across.</summary>
    public void Skip(long samples) => throw new NotImplementedException();

    /// <summary>Decodes what is still inside, at the end of the stream.</summary>
    public void Flush(IReceivedFrameSink sink) => throw new NotImplementedException();

    /// <summary>Back to the state after construction.</summary>
    public void Reset() => throw new NotImplementedException();
}
