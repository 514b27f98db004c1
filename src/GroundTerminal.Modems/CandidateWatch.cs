namespace GroundTerminal.Modems;

/// <summary>Which of the candidates that a <see cref="BandFollower"/> follows are received: those where a signal may be, and for a while after, until what went in has come out.</summary>
internal sealed class CandidateWatch
{
    private readonly int _target, _hold;
    private readonly int[] _unwanted;
    private readonly (double WidthHz, double WithinHz)? _narrower;

    /// <param name="follower">The front end.</param>
    /// <param name="target">Which of its targets.</param>
    /// <param name="latencySamples">Delay of the receiver, samples of its input.</param>
    /// <param name="narrower">Signals that others receive: within such a width, wherever it lies within a distance from the centre.</param>
    public CandidateWatch(BandFollower follower, int target, int latencySamples, (double WidthHz, double WithinHz)? narrower = null)
    {
        _narrower = narrower;
        (_target, _hold) = (target, (latencySamples / follower.Analyzer.Step) + 2);
        _unwanted = new int[follower.Centers(target).Length];
        Reset();
    }

    /// <summary>Takes what the front end says of its next transform.</summary>
    public void Look(BandFollower follower)
    {
        for (var c = 0; c < _unwanted.Length; c++)
            _unwanted[c] = IsWanted(follower, c) ? 0 : Math.Min(_unwanted[c], _hold) + 1;
    }

    /// <summary>Whether a candidate is received now.</summary>
    public bool IsAwake(int candidate) => _unwanted[candidate] <= _hold;

    public void Reset() => Array.Fill(_unwanted, _hold);

    private bool IsWanted(BandFollower follower, int candidate) =>
        follower.IsWanted(_target, candidate) && (_narrower is not { } narrower || follower.IsWider(_target, candidate, narrower.WidthHz, narrower.WithinHz));
}
