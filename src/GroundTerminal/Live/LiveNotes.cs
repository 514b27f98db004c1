namespace GroundTerminal.Live;

/// <summary>What an operator should know: the last notes, each once. Any threads.</summary>
public sealed class LiveNotes
{
    private const int Kept = 20;
    private readonly Queue<string> _notes = new();

    /// <summary>The notes, oldest first.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_notes)
                return [.. _notes];
        }
    }

    public void Add(string text)
    {
        lock (_notes)
        {
            if (_notes.Contains(text))
                return;
            _notes.Enqueue(text);
            if (_notes.Count > Kept)
                _notes.Dequeue();
        }
    }
}
