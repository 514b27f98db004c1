using GroundTerminal.Decoding;

namespace GroundTerminal.Tests.Decoding;

public class WorkerCrewTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    public void Every_piece_is_done_once_a_round(int pieces, int threads)
    {
        var done = new int[pieces];
        using (var crew = new WorkerCrew(piece => Interlocked.Increment(ref done[piece]), pieces, threads))
        {
            for (var round = 1; round <= 500; round++)
            {
                crew.Round();
                Assert.All(done, count => Assert.Equal(round, count));
            }
        }
    }

    [Fact]
    public void An_error_on_any_thread_comes_out_of_the_round()
    {
        using var crew = new WorkerCrew(piece => throw new InvalidOperationException("piece"), 3, 3);
        Assert.Equal("piece", Assert.Throws<InvalidOperationException>(crew.Round).Message);
    }
}
