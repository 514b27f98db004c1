namespace GroundTerminal.Decoding;

/// <summary>Threads that do numbered pieces of work together with the calling thread, again and again.</summary>
public sealed class WorkerCrew : IDisposable
{
    private readonly Action<int> _work;
    private readonly int _pieces;
    private readonly Thread[] _helpers;
    private readonly SemaphoreSlim _start = new(0);
    private readonly CountdownEvent _done = new(1);
    private int _next;
    private volatile Exception? _failure;
    private volatile bool _ending;

    /// <param name="work">Does one piece; called for 0 to pieces − 1 in each round, on any of the threads.</param>
    /// <param name="pieces">Pieces a round.</param>
    /// <param name="threads">At most so many threads, the calling one included.</param>
    public WorkerCrew(Action<int> work, int pieces, int threads)
    {
        (_work, _pieces) = (work, pieces);
        _helpers = new Thread[Math.Max(0, Math.Min(threads, pieces) - 1)];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = $"decode {i + 1}" };
            _helpers[i].Start();
        }
    }

    /// <summary>Does all pieces once, and returns when they are done.</summary>
    public void Round()
    {
        _next = 0;
        if (_helpers.Length > 0)
        {
            _done.Reset(_helpers.Length);
            _start.Release(_helpers.Length);
        }
        Share();
        if (_helpers.Length > 0)
            _done.Wait();
        if (_failure is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        _ending = true;
        _start.Release(Math.Max(1, _helpers.Length));
        foreach (var helper in _helpers)
            helper.Join();
        _start.Dispose();
        _done.Dispose();
    }

    private void Help()
    {
        while (true)
        {
            _start.Wait();
            if (_ending)
                return;
            Share();
            _done.Signal();
        }
    }

    private void Share()
    {
        try
        {
            for (int piece; (piece = Interlocked.Increment(ref _next) - 1) < _pieces;)
                _work(piece);
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }
}
