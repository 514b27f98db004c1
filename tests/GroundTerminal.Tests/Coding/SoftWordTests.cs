using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding;

public class SoftWordTests
{
    private static readonly float[] A = [.. Enumerable.Range(0, 16).Select(i => (i - 7.5f) * (i % 3 == 0 ? -1 : 1))];
    private static readonly float[] B = [.. Enumerable.Range(0, 16).Select(i => i % 5 == 0 ? 0 : 6 - i)];

    [Fact]
    public void It_turns_as_a_word_of_bits_does()
    {
        var bits = SoftWord.Load(A).Decide();
        Assert.Equal(ushort.RotateRight(bits, 1), SoftWord.Load(A).TurnRight().Decide());
        Assert.Equal(Values(SoftWord.Load(A)), Values(SoftWord.Load(A).TurnRight().TurnLeft()));
        Assert.Equal(Enumerable.Range(0, 16).Select(i => A[(i + 1) % 16]), Values(SoftWord.Load(A).TurnRight()));
        Assert.Equal(Enumerable.Range(0, 16).Select(i => A[(i + 15) % 16]), Values(SoftWord.Load(A).TurnLeft()));
    }

    [Fact]
    public void Its_arithmetic_is_that_of_each_bit()
    {
        var (a, b) = (SoftWord.Load(A), SoftWord.Load(B));
        Assert.Equal(A.Zip(B, (x, y) => Math.Sign(x) * Math.Sign(y) * Math.Min(Math.Abs(x), Math.Abs(y))), Values(a ^ b));
        Assert.Equal(A.Zip(B, (x, y) => x + y), Values(a + b));
        Assert.Equal(A.Zip(B, (x, y) => x - y), Values(a - b));
        Assert.Equal(A.Zip(B, (x, y) => x * y), Values(a * b));
        Assert.Equal(A.Sum(), a.Sum(), 1e-4f);
        Assert.Equal(B.Select((x, i) => x == 0 ? 1 << i : 0).Sum(), b.Erased());
        Assert.Equal(A, Values(a ^ SoftWord.All(float.MaxValue)));
    }

    [Fact]
    public void Symbols_come_low_byte_first_each_from_its_top_bit()
    {
        const ushort Word = 0xA35C;
        var symbols = Enumerable.Range(0, 16).Select(i => ((Word >> (i < 8 ? 7 - i : 23 - i)) & 1) != 0 ? 3f : -3f).ToArray();
        Assert.Equal(1 / 3f, SoftWord.ScaleOf(symbols), 1e-6f);
        Assert.Equal(Word, SoftWord.OfSymbols(symbols, 1 / 3f, 8).Decide());
        symbols[0] = float.NaN;
        symbols[1] = float.PositiveInfinity;
        Assert.Equal(1 << 7, SoftWord.OfSymbols(symbols, 1 / 3f, 8).Erased());
        Assert.Equal(-8, Values(SoftWord.OfSymbols(symbols, 1 / 3f, 8))[6]);
        Assert.Equal(16 / 42f, SoftWord.ScaleOf(symbols), 1e-6f);
        Assert.Equal(0, SoftWord.ScaleOf(new float[16]));
    }

    private static float[] Values(SoftWord word)
    {
        var values = new float[16];
        word.Store(values);
        return values;
    }
}
