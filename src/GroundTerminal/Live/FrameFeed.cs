using GroundTerminal.Station;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Live;

/// <summary>Wakes whoever waits for new frames; the frames themselves are read from the store, so that nobody can miss one by being slow.</summary>
public sealed class FrameFeed : IFrameListener
{
    private TaskCompletionSource _next = NewSignal();

    /// <summary>Ends when the next frame is stored. Take it first, then read the store, then await it.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void OnStored(Frame frame) => Interlocked.Exchange(ref _next, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
