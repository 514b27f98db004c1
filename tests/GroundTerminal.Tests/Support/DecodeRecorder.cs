using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Tests.Support;

/// <summary>Keeps what a deframer reports.</summary>
internal sealed class DecodeRecorder : IDecodeSink
{
    public List<Result> Results { get; } = [];

    public IEnumerable<Result> Frames => Results.Where(r => r.Status == DecodeStatus.Ok);

    public void OnResult(in DecodeResult result) => Results.Add(new Result(
        result.Status, Convert.ToHexString(result.Payload), result.FirstSymbol, result.EndSymbol, result.CorrectedBits, result.HeaderPlausible));

    /// <summary>Runs soft symbols through a deframer, with silence behind them to drive out what is inside.</summary>
    public static DecodeRecorder Run(IDeframer deframer, float[] symbols)
    {
        var recorder = new DecodeRecorder();
        deframer.Process(symbols, recorder);
        deframer.Process(new float[64], recorder);
        return recorder;
    }

    internal sealed record Result(DecodeStatus Status, string Payload, long First, long End, int CorrectedBits, bool HeaderPlausible);
}
