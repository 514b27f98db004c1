using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contracts;

/// <summary>What every processing stage keeps to that takes one or two real streams and gives one: built once, then only processed and reset.</summary>
public abstract class StageContract<T>
{
    private const int Length = 9000;
    private readonly float[] _re = Streams.Noise(Length, 1);
    private readonly float[] _im = Streams.Noise(Length, 2);

    protected abstract T Create();

    protected abstract int MaxOutput(T stage, int inputs);

    protected abstract int Process(T stage, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output);

    protected abstract void Reset(T stage);

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(400)]
    [InlineData(5000)]
    public void How_the_stream_is_cut_changes_no_bit(int longest)
    {
        var whole = Run(Create(), [Range.EndAt(Length)]);
        Assert.NotEmpty(whole);
        for (var seed = 0; seed < 3; seed++)
            Assert.Equal(whole, Run(Create(), Streams.Cuts(Length, longest, seed)));
    }

    [Fact]
    public void Every_short_length_is_taken_and_nothing_is_written_behind_the_output()
    {
        for (var length = 0; length <= 70; length++)
        {
            var stage = Create();
            var output = new float[MaxOutput(stage, length) + 8];
            Array.Fill(output, 12345f);
            var written = Process(stage, _re.AsSpan(3, length), _im.AsSpan(5, length), output);
            Assert.InRange(written, 0, MaxOutput(stage, length));
            Assert.All(output[written..], x => Assert.Equal(12345f, x));
        }
    }

    [Fact]
    public void After_Reset_it_begins_anew()
    {
        var stage = Create();
        var first = Run(stage, [Range.EndAt(3333)]);
        Reset(stage);
        Assert.Equal(first, Run(stage, [Range.EndAt(3333)]));
    }

    [Fact]
    public void Process_allocates_nothing_even_at_first() => Assert.Equal(0, Streams.Allocated(() =>
    {
        var stage = Create();
        var output = new float[MaxOutput(stage, Length)];
        return () => Process(stage, _re, _im, output);
    }));

    private float[] Run(T stage, IEnumerable<Range> cuts)
    {
        var output = new List<float>();
        foreach (var cut in cuts)
        {
            var piece = new float[MaxOutput(stage, _re.AsSpan(cut).Length)];
            output.AddRange(piece.AsSpan(0, Process(stage, _re.AsSpan(cut), _im.AsSpan(cut), piece)));
        }
        return [.. output];
    }
}
