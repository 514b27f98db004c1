using System.Numerics;

namespace GroundTerminal.Station.Pointing;

/// <summary>The best azimuth at every time of a pass, by dynamic programming over time and cells of azimuth.</summary>
/// <remarks>
/// R. Bellman's recursion: cost(t, i) = stage(t, i) + min over the cells j from which i can be reached in time of cost(t − 1, j) + travel. A stage costs the
/// time off target, then the squared error of the beam, at the best elevation that the limits leave for that azimuth: with Δ between azimuth and target,
/// tan e = sin el/(cos el·cos Δ), e from −90 to 270. An elevation that cannot be reached in time costs the time that is missing.
/// </remarks>
internal sealed class AzimuthSearch
{
    private const float OffCost = 1000, NearlyOffCost = 100, TravelCost = 0.02f;
    private readonly PassSamples _samples;
    private readonly float[] _cellElevations, _costs, _cellSin, _cellCos, _stage;
    private readonly (float Least, float Most)[] _ranges;
    private readonly int[] _moves;
    private readonly int _cells;
    private readonly double _least, _cell;
    private readonly float _tolerance, _nearly, _elevationSpeed;

    private float LateCost => OffCost / _elevationSpeed;

    /// <param name="leastElevation">Of this way of following: 90 where it goes over the top, for instance.</param>
    /// <param name="mostElevation">Of this way of following.</param>
    public AzimuthSearch(RotatorGeometry geometry, Mechanics mechanics, PassSamples samples, double leastElevation, double mostElevation, double azimuthSpeed, double elevationSpeed)
    {
        (_samples, _least, _elevationSpeed) = (samples, mechanics.LeastAzimuth, (float)elevationSpeed);
        var range = mechanics.MostAzimuth - mechanics.LeastAzimuth;
        _cells = (int)Math.Ceiling(range / Math.Clamp(geometry.ToleranceDegrees, 0.5, 2)) + 1;
        _cell = range / (_cells - 1);
        _tolerance = (float)geometry.ToleranceDegrees;
        _nearly = Math.Max(_tolerance / 2, _tolerance - (float)(geometry.DeadBandDegrees + geometry.BacklashDegrees));
        (_cellSin, _cellCos, _stage, _ranges) = (new float[_cells], new float[_cells], new float[_cells], new (float, float)[_cells]);
        for (var i = 0; i < _cells; i++)
        {
            (_cellSin[i], _cellCos[i]) = MathF.SinCos((float)double.DegreesToRadians(CellAzimuth(i)));
            var (least, most) = mechanics.Elevations(CellAzimuth(i));
            _ranges[i] = ((float)Math.Clamp(leastElevation, least, most), (float)Math.Clamp(mostElevation, least, most));
        }
        _costs = GC.AllocateUninitializedArray<float>(samples.Count * _cells);
        _cellElevations = GC.AllocateUninitializedArray<float>(samples.Count * _cells);
        _moves = Moves(samples, azimuthSpeed / _cell);
    }

    /// <summary>Width of a cell, degrees.</summary>
    public double CellDegrees => _cell;

    /// <summary>Azimuth of a cell.</summary>
    public double CellAzimuth(int cell) => _least + (cell * _cell);

    /// <summary>Cost of the best path, which the tests compare with other ways to find it.</summary>
    public float BestCost { get; private set; }

    /// <summary>Finds the best path.</summary>
    /// <param name="azimuth">Where it is before the pass.</param>
    /// <param name="elevation">Where it is before the pass.</param>
    /// <param name="azimuthReach">How far it can have gone by the beginning.</param>
    /// <param name="elevationReach">How far it can have gone by the beginning.</param>
    /// <returns>The cell at each sample.</returns>
    public int[] Run(double azimuth, double elevation, double azimuthReach, double elevationReach)
    {
        Begin(azimuth, elevation, azimuthReach, elevationReach);
        for (var t = 1; t < _samples.Count; t++)
            Move(t);
        return Trace();
    }

    private Span<float> Costs(int t) => _costs.AsSpan(t * _cells, _cells);

    private Span<float> Elevations(int t) => _cellElevations.AsSpan(t * _cells, _cells);

    /// <summary>How many cells it can move up to each sample; what is left over is kept for the next.</summary>
    private static int[] Moves(PassSamples samples, double cellsPerSecond)
    {
        var moves = new int[samples.Count];
        var left = 0.0;
        for (var t = 1; t < moves.Length; t++)
        {
            left += (samples.Seconds[t] - samples.Seconds[t - 1]) * cellsPerSecond;
            moves[t] = (int)left;
            left -= moves[t];
        }
        return moves;
    }

    private void Begin(double azimuth, double elevation, double azimuthReach, double elevationReach)
    {
        FillStage(0);
        var costs = Costs(0);
        var elevations = Elevations(0);
        var nearest = (int)Math.Clamp(Math.Round((azimuth - _least) / _cell), 0, _cells - 1);
        for (var i = 0; i < _cells; i++)
        {
            var way = Math.Abs(CellAzimuth(i) - azimuth);
            var missing = Math.Max(0, Math.Abs(elevations[i] - elevation) - elevationReach) / _elevationSpeed;
            costs[i] = way > azimuthReach && i != nearest ? float.PositiveInfinity : _stage[i] + (float)((way * TravelCost) + (missing * OffCost));
        }
    }

    /// <summary>The best elevation in each cell at a time, and what being there costs.</summary>
    private void FillStage(int t)
    {
        var elevations = Elevations(t);
        var (sinT, cosT) = MathF.SinCos((float)double.DegreesToRadians(_samples.Azimuth[t]));
        var (up, flat) = MathF.SinCos((float)double.DegreesToRadians(_samples.Elevation[t]));
        var (sinH, cosH) = MathF.SinCos((float)double.DegreesToRadians(_cell / 2));
        var seconds = (float)((_samples.Seconds[Math.Min(t + 1, _samples.Count - 1)] - _samples.Seconds[Math.Max(t - 1, 0)]) / 2);
        for (var i = 0; i < _cells; i++)
        {
            var cos = (_cellCos[i] * cosT) + (_cellSin[i] * sinT);
            var sin = Math.Abs((_cellSin[i] * cosT) - (_cellCos[i] * sinT));
            // The azimuth may be anywhere in its cell.
            var along = Math.Abs(cos) >= cosH ? MathF.CopySign(1, cos) : (cos * cosH) + MathF.CopySign(sin * sinH, cos);
            _stage[i] = seconds * Cost(Error(flat * along, up, _ranges[i], out elevations[i]));
        }
    }

    /// <summary>Least error in the plane of one azimuth, degrees.</summary>
    private static float Error(float along, float up, (float Least, float Most) range, out float elevation)
    {
        var best = MathF.Atan2(up, along) * (180 / MathF.PI);
        if (best < -90)
            best += 360;
        elevation = Math.Clamp(best, range.Least, range.Most);
        var cosine = MathF.Sqrt((along * along) + (up * up));
        if (elevation != best)
            cosine *= MathF.Cos((best - elevation) * (MathF.PI / 180));
        return MathF.Acos(Math.Min(1, cosine)) * (180 / MathF.PI);
    }

    private float Cost(float error)
    {
        var share = error / _tolerance;
        return Math.Min(share * share, 50) + (error > _tolerance ? OffCost : error > _nearly ? NearlyOffCost : 0);
    }

    private void Move(int t)
    {
        FillStage(t);
        var before = Costs(t - 1);
        var now = Costs(t);
        var from = Elevations(t - 1);
        var to = Elevations(t);
        var slack = Slack(t);
        now.Fill(float.PositiveInfinity);
        var most = Math.Min(_moves[t], _cells - 1);
        for (var shift = -most; shift <= most; shift++)
        {
            var (first, length) = (Math.Max(0, shift), _cells - Math.Abs(shift));
            var travel = Math.Abs(shift) * (float)_cell * TravelCost;
            Relax(now.Slice(first, length), before.Slice(first - shift, length), to.Slice(first, length), from.Slice(first - shift, length), travel, slack);
        }
        for (var i = 0; i < _cells; i++)
            now[i] += _stage[i];
    }

    /// <summary>How far elevation can turn up to a sample.</summary>
    private float Slack(int t) => _elevationSpeed * (float)(_samples.Seconds[t] - _samples.Seconds[t - 1]);

    private void Relax(Span<float> now, ReadOnlySpan<float> before, ReadOnlySpan<float> to, ReadOnlySpan<float> from, float travel, float slack)
    {
        var i = 0;
        for (; i <= now.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var missing = Vector.Max(Vector<float>.Zero, Vector.Abs(new Vector<float>(to[i..]) - new Vector<float>(from[i..])) - new Vector<float>(slack));
            var cost = new Vector<float>(before[i..]) + new Vector<float>(travel) + (missing * LateCost);
            Vector.Min(cost, new Vector<float>(now[i..])).CopyTo(now[i..]);
        }
        for (; i < now.Length; i++)
            now[i] = Math.Min(now[i], Step(before[i], to[i], from[i], travel, slack));
    }

    private float Step(float before, float to, float from, float travel, float slack) => before + travel + (Math.Max(0, Math.Abs(to - from) - slack) * LateCost);

    private int[] Trace()
    {
        var path = new int[_samples.Count];
        path[^1] = Least(Costs(path.Length - 1));
        BestCost = Costs(path.Length - 1)[path[^1]];
        for (var t = path.Length - 1; t > 0; t--)
        {
            var (best, least, i) = (path[t], float.PositiveInfinity, path[t]);
            for (var j = Math.Max(0, i - _moves[t]); j <= Math.Min(_cells - 1, i + _moves[t]); j++)
            {
                var cost = Step(Costs(t - 1)[j], Elevations(t)[i], Elevations(t - 1)[j], Math.Abs(i - j) * (float)_cell * TravelCost, Slack(t));
                if (cost < least)
                    (best, least) = (j, cost);
            }
            path[t - 1] = best;
        }
        return path;
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
