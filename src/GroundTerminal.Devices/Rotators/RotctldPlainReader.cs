namespace GroundTerminal.Devices.Rotators;

/// <summary>Reads plain responses, which only make sense beside the commands that were written.</summary>
internal sealed class RotctldPlainReader
{
    // A client that writes on without ever being answered has lost its server.
    private const int MostExpected = 64;

    private readonly Queue<RotatorCommand> _expected = new();
    private readonly double?[] _limits = new double?[4];
    private double? _azimuth;

    public void Expect(RotatorCommand command)
    {
        if (_expected.Count == MostExpected)
            Clear();
        if (command is not RotatorCommand.Quit)
            _expected.Enqueue(command);
    }

    public RotatorReply? Take(string line)
    {
        if (!_expected.TryPeek(out var command))
            return null;
        if (RotctldWords.Report(line) is { } report)
            return command is RotatorCommand.AskPosition && report is RotatorReply.Done ? OutOfStep(line) : Finish(report);
        return command switch
        {
            RotatorCommand.AskPosition => Number(line),
            RotatorCommand.AskInfo => Finish(new RotatorReply.Info(RotatorLines.Shown(line))),
            RotatorCommand.AskLimits => Limit(line),
            _ => OutOfStep(line),
        };
    }

    public void Clear()
    {
        _expected.Clear();
        Forget();
    }

    private void Forget()
    {
        _azimuth = null;
        Array.Clear(_limits);
    }

    private RotatorReply Finish(RotatorReply reply)
    {
        _expected.Dequeue();
        Forget();
        return reply;
    }

    private RotatorReply.Refused OutOfStep(string line)
    {
        Clear();
        return new RotatorReply.Refused($"'{RotatorLines.Shown(line)}' is no answer to what was asked");
    }

    private RotatorReply? Number(string line)
    {
        if (!RotatorAngles.TryRead(line, out var value))
            return OutOfStep(line);
        if (_azimuth is not { } azimuth)
        {
            _azimuth = value;
            return null;
        }
        var reason = RotatorAngles.Check(azimuth, value);
        return Finish(reason.Length == 0 ? new RotatorReply.Position(azimuth, value) : new RotatorReply.Refused(reason));
    }

    private RotatorReply? Limit(string line)
    {
        if (RotctldWords.Limit(line, out var value) is var i and >= 0)
            _limits[i] = value;
        if (line != "done")
            return null;
        return Finish(_limits is [{ } a, { } b, { } c, { } d] ? new RotatorReply.Limits(a, b, c, d) : new RotatorReply.Refused("dump_state without its four limits"));
    }
}
