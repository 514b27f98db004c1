namespace GroundTerminal.Modems;

/// <summary>Which of the candidates that a <see cref="BandFollower"/> follows are received: those where a signal may be, and for a while after, until what went in has come out.</summary>
internal sealed class CandidateWatch
{
    private readonly int _target, _hold;
    private readonly int[] _unwanted;

    /// <param name="follower">The front end.</param>
    /// <param name="target">Which of its targets.</param>
    /// <param name="latencySamples">Delay of the receiver, samples of its input.</param>
    public CandidateWatch(BandFollower follower, int target, int latencySamples)
    {
        (_target, _hold) = (target, (latencySamples / follower.Analyzer.Step) + 2);
        _unwanted = new int[follower.Centers(target).Length];
        Reset();
    }

    /// <summary>Takes what the front end says of its next transform.</summary>
    public void Look(BandFollower follower)
    {
        for (var c = 0; c < _unwanted.Length; c++)
            _unwanted[c] = follower.IsWanted(_target, c) ? 0 : Math.Min(_unwanted[c], _hold) + 1;
    }

    /// <summary>Whether a candidate is received now.</summary>
    public bool IsAwake(int candidate) => _unwanted[candidate] <= _hold;

    public void Reset() => Array.Fill(_unwanted, _hold);
}
