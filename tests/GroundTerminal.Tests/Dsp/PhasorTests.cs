using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class PhasorTests
{
    [Fact]
    public void Every_length_and_offset_gives_cosines_and_sines()
    {
        float[] turns = [.. Enumerable.Range(0, 60).Select(i => (i - 30) * 0.0731f)];
        for (var length = 0; length <= 40; length++)
        {
            for (var offset = 0; offset < 9; offset++)
            {
                var (re, im) = (new float[60], new float[60]);
                Phasor.FromTurns(turns.AsSpan(offset, length), re.AsSpan(offset + 2, length), im.AsSpan(offset + 1, length));
                for (var n = 0; n < length; n++)
                    AssertPhasor(turns[offset + n], re[offset + 2 + n], im[offset + 1 + n]);
                Assert.All(re[..(offset + 2)].Concat(re[(offset + 2 + length)..]), x => Assert.Equal(0, x));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void The_error_is_below_2e_6_everywhere(double reach)
    {
        const int Count = 200_001;
        float[] turns = [.. Enumerable.Range(0, Count).Select(i => (float)(((2.0 * i / (Count - 1)) - 1) * reach))];
        var (re, im) = (new float[Count], new float[Count]);
        Phasor.FromTurns(turns, re, im);
        for (var n = 0; n < Count; n++)
            AssertPhasor(turns[n], re[n], im[n]);
    }

    private static void AssertPhasor(float turns, float re, float im)
    {
        var (sin, cos) = Math.SinCos(Math.Tau * (turns - Math.Round((double)turns)));
        if (Math.Max(Math.Abs(cos - re), Math.Abs(sin - im)) > 2e-6)
            Assert.Fail($"{turns} turns: {re} {im}, expected {cos} {sin}");
    }
}
