namespace GroundTerminal.Modems;

/// <summary>What stands behind a front end and takes its bands out of the transforms.</summary>
internal interface IBandReceiver
{
    /// <summary>How many streams of symbols come out.</summary>
    int Hypotheses { get; }

    /// <summary>Samples of the receiver's input, after those of the front end, by which whatever went in has come out.</summary>
    int LatencySamples { get; }

    /// <summary>Receives the transform that the front end holds.</summary>
    void Receive(BandFollower follower, ISymbolSink sink);

    void Reset();
}
