using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>One hypothesis received with all framings at once, and the frames that each found.</summary>
public sealed class AutoTrial : IReceivedFrameSink
{
    private const int Block = 1 << 16;
    private readonly AutoBand _band;
    private readonly IReadOnlyList<AutoFraming> _framings;
    private readonly List<AutoFrame>[] _frames;
    private AutoStretch? _stretch;
    private long _checks;

    private AutoTrial(AutoHypothesis hypothesis, AutoBand band, IReadOnlyList<AutoFraming> framings)
    {
        (Hypothesis, _band, _framings) = (hypothesis, band, framings);
        _frames = new List<AutoFrame>[framings.Count];
        for (var f = 0; f < _frames.Length; f++)
            _frames[f] = [];
    }

    /// <summary>What it was.</summary>
    public AutoHypothesis Hypothesis { get; }

    /// <summary>Receives all of a band.</summary>
    /// <returns>One for each framing that found something, their frames not yet weighed; and how many checks were computed.</returns>
    public static (IReadOnlyList<AutoCandidate> Candidates, long Checks) Run(AutoHypothesis hypothesis, AutoBand band, IReadOnlyList<AutoFraming> framings)
    {
        var trial = new AutoTrial(hypothesis, band, framings);
        var receiver = new Receiver(hypothesis.ToReceiver(band) with { Framings = [.. framings.Select(f => f.Choice)], FramingsApart = true });
        foreach (var stretch in band.Stretches)
            trial.Receive(receiver, stretch);
        return (trial.Candidates(), trial._checks);
    }

    void IReceivedFrameSink.OnFrame(in ReceivedFrame frame) => _frames[frame.Framing].Add(new AutoFrame(
        (_stretch!.First + frame.FirstSample) / _band.SampleRateHz,
        (_stretch.First + frame.EndSample) / _band.SampleRateHz,
        frame.Payload.ToArray(),
        frame.SnrDb,
        frame.FrequencyOffsetHz + _band.ShiftHz,
        frame.TimingOffsetPpm,
        frame.Unchecked,
        frame.HeaderPlausible));

    private void Receive(Receiver receiver, AutoStretch stretch)
    {
        _stretch = stretch;
        for (var at = 0; at < stretch.Length; at += Block)
        {
            var count = Math.Min(Block, stretch.Length - at);
            if (_band.Kind == SampleKind.Audio)
                receiver.Process(stretch.Audio.AsSpan(at, count), this);
            else
                receiver.Process(stretch.Iq.AsSpan(at, count), this);
        }
        receiver.Flush(this);
        _checks += receiver.Statistics.Candidates;
        receiver.Reset();
    }

    private IReadOnlyList<AutoCandidate> Candidates() =>
    [
        .. Enumerable.Range(0, _frames.Length).Where(f => _frames[f].Count > 0).Select(f => new AutoCandidate(Hypothesis, _framings[f], _band, _frames[f])),
    ];
}
