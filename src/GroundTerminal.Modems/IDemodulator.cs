using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Samples in, soft symbols out, as one or more hypotheses side by side.</summary>
internal interface IDemodulator
{
    /// <summary>How many streams of symbols come out.</summary>
    int Hypotheses { get; }

    /// <summary>Zeros to be fed at the end of the stream, so that all that was received has come out.</summary>
    int FlushSamples { get; }

    /// <summary>Takes real samples.</summary>
    void Process(ReadOnlySpan<float> samples, ISymbolSink sink);

    /// <summary>Takes complex samples.</summary>
    void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink);

    /// <summary>Hands on what hypotheses were not given yet, at the end of the stream.</summary>
    void Finish(ISymbolSink sink)
    {
    }

    /// <summary>Back to the state after construction.</summary>
    void Reset();
}
