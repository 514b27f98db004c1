using System.Globalization;
using GroundTerminal.Orbit;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Orbit;

/// <summary>SGP4 against the verification cases of AIAA 2006-6753 (../shared/testdata/orbit: SGP4-VER.TLE and its published output tcppver.out).</summary>
public class Sgp4Tests
{
    [SkippableFact]
    public void Every_verification_case_is_met()
    {
        var satellites = new Queue<Sgp4>(Cases().Select(e => new Sgp4(e)));
        var (satellite, before) = (default(Sgp4), default(double[]));
        var (count, position, velocity, where) = (0, 0.0, 0.0, "");
        foreach (var line in File.ReadLines(Vectors("tcppver.out")))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[1] == "xx")
            {
                satellite = satellites.Dequeue();
                Assert.Equal(int.Parse(fields[0], CultureInfo.InvariantCulture), satellite.Elements.CatalogNumber);
                continue;
            }
            var values = Array.ConvertAll(fields[..7], f => double.Parse(f, CultureInfo.InvariantCulture));
            var error = satellite!.Propagate(values[0], out var state);
            var isRepeated = before is not null && values.AsSpan(1).SequenceEqual(before.AsSpan(1));
            before = values;
            // The reference prints the state of the satellite before where it has none.
            Assert.Equal(isRepeated, error is not (Sgp4Error.None or Sgp4Error.Decayed));
            if (isRepeated)
                continue;
            var (r, v) = ((state.PositionKm - new Vector3D(values[1], values[2], values[3])).Length, (state.VelocityKmPerS - new Vector3D(values[4], values[5], values[6])).Length);
            if (r > position)
                where = $"{satellite.Elements.CatalogNumber} {line}";
            (count, position, velocity) = (count + 1, Math.Max(position, r), Math.Max(velocity, v));
        }
        Assert.True(count > 600, $"{count} states");
        Assert.True(position < 1e-6 && velocity < 1e-9, $"{position} km, {velocity} km/s: {where}");
    }

    private static IEnumerable<MeanElements> Cases()
    {
        var lines = File.ReadLines(Vectors("SGP4-VER.TLE")).Where(l => l.StartsWith("1 ", StringComparison.Ordinal) || l.StartsWith("2 ", StringComparison.Ordinal)).Select(l => l[..Math.Min(l.Length, 68)]).ToArray();
        return lines.Chunk(2).Select(pair => Tle.Parse("", pair[0], pair[1]));
    }

    private static string Vectors(string file)
    {
        var path = RepositoryFiles.Shared("testdata/orbit/" + file);
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        return path;
    }
}
