using System.Numerics;

namespace GroundTerminal.Station.Pointing;

/// <summary>The cheapest way of one axis through the samples of a pass, by dynamic programming over time and cells of its angle.</summary>
/// <remarks>
/// R. Bellman's recursion: cost(t, i) = stage(t, i) + min over the cells j from which i can be reached in time of cost(t − 1, j) + travel + haste. Haste is
/// what the other axis asks: where it cannot turn as far in time as the cells j and i want it to, that costs the time that is missing.
/// </remarks>
internal sealed class CellSearch
{
    private const float TravelCost = 0.02f;
    private readonly ICellStage _stage;
    private readonly IReadOnlyList<double> _seconds;
    private readonly float[] _costs, _others, _weights, _stageCosts;
    private readonly int[] _moves;
    private readonly int _cells;
    private readonly double _least, _cell;
    private readonly float _otherSpeed;

    /// <param name="stage">What being in a cell costs.</param>
    /// <param name="seconds">Times of the samples.</param>
    /// <param name="cell">Width of a cell at most, degrees.</param>
    /// <param name="speed">Of this axis, degrees/s.</param>
    /// <param name="otherSpeed">Of the other axis, degrees/s.</param>
    public CellSearch(ICellStage stage, IReadOnlyList<double> seconds, double least, double most, double cell, double speed, double otherSpeed)
    {
        (_stage, _seconds, _least, _otherSpeed) = (stage, seconds, least, (float)otherSpeed);
        _cells = (int)Math.Ceiling((most - least) / cell) + 1;
        _cell = _cells > 1 ? (most - least) / (_cells - 1) : cell;
        _costs = GC.AllocateUninitializedArray<float>(seconds.Count * _cells);
        _others = GC.AllocateUninitializedArray<float>(seconds.Count * _cells);
        _weights = GC.AllocateUninitializedArray<float>(seconds.Count * _cells);
        _stageCosts = new float[_cells];
        _moves = Moves(seconds, speed / _cell);
    }

    /// <summary>Width of a cell, degrees.</summary>
    public double CellDegrees => _cell;

    /// <summary>What the best way costs.</summary>
    public double BestCost { get; private set; }

    /// <summary>Finds the best way.</summary>
    /// <param name="place">Where the axis is before.</param>
    /// <param name="reach">How far it can have gone by the first sample.</param>
    /// <returns>The angle of the cell at each sample.</returns>
    public double[] Run(double place, double reach)
    {
        Begin(place, reach);
        for (var t = 1; t < _seconds.Count; t++)
            Move(t);
        return Trace();
    }

    /// <summary>How many cells it can move up to each sample; what is left over is kept for the next.</summary>
    internal static int[] Moves(IReadOnlyList<double> seconds, double cellsPerSecond)
    {
        var moves = new int[seconds.Count];
        var left = 0.0;
        for (var t = 1; t < moves.Length; t++)
        {
            left += (seconds[t] - seconds[t - 1]) * cellsPerSecond;
            moves[t] = (int)left;
            left -= moves[t];
        }
        return moves;
    }

    private Span<float> Row(float[] table, int t) => table.AsSpan(t * _cells, _cells);

    private double AngleOf(int cell) => _least + (cell * _cell);

    private void Fill(int t)
    {
        var seconds = (_seconds[Math.Min(t + 1, _seconds.Count - 1)] - _seconds[Math.Max(t - 1, 0)]) / 2;
        for (var i = 0; i < _cells; i++)
        {
            var cost = _stage.Cost(t, i, out _others[(t * _cells) + i], out _weights[(t * _cells) + i]);
            _stageCosts[i] = (float)seconds * cost;
        }
    }

    private void Begin(double place, double reach)
    {
        Fill(0);
        var costs = Row(_costs, 0);
        var nearest = (int)Math.Clamp(Math.Round((place - _least) / _cell), 0, _cells - 1);
        for (var i = 0; i < _cells; i++)
        {
            var way = Math.Abs(AngleOf(i) - place);
            costs[i] = way > reach && i != nearest ? float.PositiveInfinity : _stageCosts[i] + ((float)way * TravelCost);
        }
    }

    private void Move(int t)
    {
        Fill(t);
        var now = Row(_costs, t);
        now.Fill(float.PositiveInfinity);
        var most = Math.Min(_moves[t], _cells - 1);
        for (var shift = -most; shift <= most; shift++)
            Relax(t, shift);
        for (var i = 0; i < _cells; i++)
            now[i] += _stageCosts[i];
    }

    private void Relax(int t, int shift)
    {
        var (first, length) = (Math.Max(0, shift), _cells - Math.Abs(shift));
        var now = Row(_costs, t).Slice(first, length);
        ReadOnlySpan<float> before = Row(_costs, t - 1).Slice(first - shift, length);
        ReadOnlySpan<float> to = Row(_others, t).Slice(first, length), from = Row(_others, t - 1).Slice(first - shift, length);
        ReadOnlySpan<float> toWeight = Row(_weights, t).Slice(first, length), fromWeight = Row(_weights, t - 1).Slice(first - shift, length);
        var (travel, slack) = (Math.Abs(shift) * (float)_cell * TravelCost, Slack(t));
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var missing = Vector.Max(Vector<float>.Zero, Vector.Abs(new Vector<float>(to[i..]) - new Vector<float>(from[i..])) - new Vector<float>(slack));
            var haste = missing * new Vector<float>(toWeight[i..]) * new Vector<float>(fromWeight[i..]);
            var cost = new Vector<float>(before[i..]) + new Vector<float>(travel) + haste;
            Vector.Min(cost, new Vector<float>(now[i..])).CopyTo(now[i..]);
        }
        for (; i < length; i++)
            now[i] = Math.Min(now[i], before[i] + travel + (Math.Max(0, Math.Abs(to[i] - from[i]) - slack) * toWeight[i] * fromWeight[i]));
    }

    /// <summary>How far the other axis can turn up to a sample.</summary>
    private float Slack(int t) => _otherSpeed * (float)(_seconds[t] - _seconds[t - 1]);

    private double[] Trace()
    {
        var path = new double[_seconds.Count];
        var cell = Least(Row(_costs, path.Length - 1));
        BestCost = Row(_costs, path.Length - 1)[cell];
        path[^1] = AngleOf(cell);
        for (var t = path.Length - 1; t > 0; t--)
        {
            cell = Before(t, cell);
            path[t - 1] = AngleOf(cell);
        }
        return path;
    }

    private int Before(int t, int cell)
    {
        var (best, least) = (cell, float.PositiveInfinity);
        var (to, toWeight) = (Row(_others, t)[cell], Row(_weights, t)[cell]);
        for (var j = Math.Max(0, cell - _moves[t]); j <= Math.Min(_cells - 1, cell + _moves[t]); j++)
        {
            var missing = Math.Max(0, Math.Abs(to - Row(_others, t - 1)[j]) - Slack(t));
            var cost = Row(_costs, t - 1)[j] + (Math.Abs(cell - j) * (float)_cell * TravelCost) + (missing * toWeight * Row(_weights, t - 1)[j]);
            if (cost < least)
                (best, least) = (j, cost);
        }
        return best;
    }

    private static int Least(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < values[best])
                best = i;
        }
        return best;
    }
}
