using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contracts;

/// <summary>What every processing stage keeps to that takes a complex stream and gives one: built once, then only processed and reset.</summary>
public abstract class ComplexStageContract<T>
{
    private const int Length = 9000;
    private static readonly Complex32 Untouched = new(12345, 54321);
    private readonly Complex32[] _input = Streams.ComplexNoise(Length, 1);

    protected abstract T Create();

    protected abstract int MaxOutput(T stage, int inputs);

    protected abstract int Process(T stage, ReadOnlySpan<Complex32> input, Span<Complex32> output);

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
    public void Every_short_length_is_taken_as_the_beginning_of_a_long_one_and_nothing_is_written_behind_the_output()
    {
        var whole = Run(Create(), [Range.EndAt(Length)]);
        for (var length = 0; length <= 67; length++)
        {
            var stage = Create();
            var output = new Complex32[MaxOutput(stage, length) + 9];
            Array.Fill(output, Untouched);
            var written = Process(stage, _input.AsSpan(0, length), output.AsSpan(1));
            Assert.InRange(written, 0, MaxOutput(stage, length));
            Assert.Equal(whole.AsSpan(0, written), output.AsSpan(1, written));
            Assert.Equal(Untouched, output[0]);
            Assert.All(output[(written + 1)..], x => Assert.Equal(Untouched, x));
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
        var output = new Complex32[MaxOutput(stage, Length)];
        return () => Process(stage, _input, output);
    }));

    private Complex32[] Run(T stage, IEnumerable<Range> cuts)
    {
        var output = new List<Complex32>();
        foreach (var cut in cuts)
        {
            var piece = new Complex32[MaxOutput(stage, _input.AsSpan(cut).Length)];
            output.AddRange(piece.AsSpan(0, Process(stage, _input.AsSpan(cut), piece)));
        }
        return [.. output];
    }
}
