using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

public class CellSearchTests
{
    /// <summary>Every path there is, tried.</summary>
    [Fact]
    public void It_finds_what_trying_every_path_finds()
    {
        var random = new Random(5);
        for (var run = 0; run < 200; run++)
        {
            var (cells, samples) = (random.Next(1, 7), random.Next(1, 7));
            var stage = new RandomStage(random, samples, cells);
            double[] seconds = [.. Enumerable.Range(0, samples).Select(i => i * 0.7)];
            var (speed, other, place, reach) = (random.NextDouble() * 4, random.NextDouble() * 5, random.NextDouble() * cells, random.NextDouble() * 3);
            var search = new CellSearch(stage, seconds, 0, cells - 1, 1, speed, other);
            var path = search.Run(place, reach);
            var least = BruteForce(stage, seconds, cells, CellSearch.Moves(seconds, speed), other, place, reach);
            Assert.Equal(least, search.BestCost, 1e-3 * Math.Max(1, least));
            Assert.Equal(samples, path.Length);
        }
    }

    private static double BruteForce(RandomStage stage, double[] seconds, int cells, int[] moves, double otherSpeed, double place, double reach)
    {
        var best = double.PositiveInfinity;
        var path = new int[seconds.Length];
        Try(0, 0);
        return best;

        void Try(int t, double cost)
        {
            if (t == seconds.Length)
            {
                best = Math.Min(best, cost);
                return;
            }
            for (path[t] = 0; path[t] < cells; path[t]++)
            {
                var way = t == 0 ? Math.Abs(path[0] - place) : Math.Abs(path[t] - path[t - 1]);
                var allowed = t == 0 ? way <= reach || path[0] == Math.Clamp(Math.Round(place), 0, cells - 1) : way <= moves[t];
                if (allowed)
                    Try(t + 1, cost + Cost(t, way));
            }
        }

        double Cost(int t, double way)
        {
            var length = (seconds[Math.Min(t + 1, seconds.Length - 1)] - seconds[Math.Max(t - 1, 0)]) / 2;
            var stay = stage.Cost(t, path[t], out var to, out var weight) * length;
            if (t == 0)
                return stay + (way * 0.02);
            stage.Cost(t - 1, path[t - 1], out var from, out var fromWeight);
            return stay + (way * 0.02) + (Math.Max(0, Math.Abs(to - from) - (otherSpeed * (seconds[t] - seconds[t - 1]))) * weight * fromWeight);
        }
    }

    private sealed class RandomStage(Random random, int samples, int cells) : ICellStage
    {
        private readonly (float Cost, float Other, float Weight)[] _table =
            [.. Enumerable.Range(0, samples * cells).Select(_ => (random.NextSingle() * 100, random.NextSingle() * 20, random.Next(3) == 0 ? 0 : random.NextSingle() * 5))];

        public float Cost(int sample, int cell, out float other, out float weight)
        {
            (var cost, other, weight) = _table[(sample * cells) + cell];
            return cost;
        }
    }
}
