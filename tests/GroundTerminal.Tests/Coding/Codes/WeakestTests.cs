using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding.Codes;

public class WeakestTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(8, 5)]
    [InlineData(255, 0)]
    [InlineData(255, 32)]
    [InlineData(255, 255)]
    public void As_a_stable_sort_would_have_it(int count, int wanted)
    {
        var random = new Random(count + wanted);
        for (var trial = 0; trial < 20; trial++)
        {
            var magnitudes = new float[count];
            foreach (ref var magnitude in magnitudes.AsSpan())
                magnitude = random.Next(16) is var m and > 0 ? m / 4f : float.NaN;
            var places = new int[wanted];
            Weakest.Find(magnitudes, places);
            Assert.Equal(Enumerable.Range(0, count).OrderBy(i => magnitudes[i]).Take(wanted), places);
        }
    }
}
