using GroundTerminal.Modems;

namespace GroundTerminal.Tests.Support;

/// <summary>Keeps what a receiver hands over.</summary>
internal sealed class FrameRecorder : IReceivedFrameSink
{
    public List<Frame> Frames { get; } = [];

    public ReceiverStatistics Statistics { get; set; }

    public string[] Payloads => [.. Frames.Select(f => f.Payload)];

    public void OnFrame(in ReceivedFrame frame) => Frames.Add(new Frame(
        Convert.ToHexString(frame.Payload), frame.FirstSample, frame.EndSample, frame.SnrDb, frame.FrequencyOffsetHz, frame.TimingOffsetPpm, frame.HeaderPlausible));

    internal sealed record Frame(string Payload, long FirstSample, long EndSample, float SnrDb, float FrequencyOffsetHz, float TimingOffsetPpm, bool HeaderPlausible);
}
