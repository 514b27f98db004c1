using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Devices.Recording;

/// <summary>Records the radio's stream beside the loop: a thread of its own empties a ring of its own, so that a slow or full disk costs the recording samples and nobody else.</summary>
public sealed class Recorder : IFrameListener, IDisposable
{
    private const int MostFrames = 4096, KeptNotes = 20;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(5), LateFrames = TimeSpan.FromSeconds(30), EndLimit = TimeSpan.FromSeconds(5);
    private readonly RecorderOptions _options;
    private readonly RecordingShelf _shelf;
    private readonly ConcurrentQueue<Frame> _frames = new();
    private readonly Queue<string> _notes = new();
    private readonly Thread _thread;
    private readonly long _longestFile;
    private RecordingFile? _file, _last;
    private long _lastClosed, _written, _refusedAt, _droppedBefore, _unmarked;
    private long _files, _samples, _lost, _deleted, _used;
    private volatile bool _finishing;
    private volatile RecordingFile? _shown;

    /// <param name="options">What is recorded, and where.</param>
    /// <exception cref="InputException">The directory cannot be had.</exception>
    public Recorder(RecorderOptions options)
    {
        (_options, _shelf) = (options, new RecordingShelf(options));
        Ring = new SampleRing(options.RingBlocks, options.BlockLength);
        double bytes = Math.Min(options.LongestFile.TotalSeconds * options.SampleRateHz * options.Format.SampleBytes, options.BudgetBytes / 4);
        _longestFile = (long)(options.Format.HasWavHeader ? Math.Min(bytes, WavFileHeader.MostDataBytes - (1 << 20)) : bytes);
        try
        {
            Directory.CreateDirectory(options.Directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"recorder.directory: {e.Message}; expected a directory that can be written", e);
        }
        _thread = new Thread(Run) { Name = "recorder", IsBackground = true };
    }

    /// <summary>Where the radio's thread puts blocks.</summary>
    public SampleRing Ring { get; }

    /// <summary>What it does now.</summary>
    public RecorderStatus Status => new()
    {
        File = _shown?.Path,
        Bytes = _shown?.Bytes ?? 0,
        Files = Volatile.Read(ref _files),
        Samples = Volatile.Read(ref _samples),
        LostSamples = Volatile.Read(ref _lost),
        UsedBytes = Volatile.Read(ref _used),
        BudgetBytes = _options.BudgetBytes,
        Deleted = Volatile.Read(ref _deleted),
    };

    /// <summary>What the operator should know: deleted recordings, a disk that refuses.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_notes)
                return [.. _notes];
        }
    }

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <inheritdoc/>
    public void OnStored(Frame frame)
    {
        if (_frames.Count < MostFrames)
            _frames.Enqueue(frame);
    }

    /// <summary>Nothing comes any more: writes what waits, ends the recording and the thread. A disk that hangs is waited for some seconds only.</summary>
    public void Finish()
    {
        _finishing = true;
        if (_thread.ThreadState.HasFlag(System.Threading.ThreadState.Unstarted))
            return;
        _thread.Join(EndLimit);
    }

    /// <inheritdoc/>
    public void Dispose() => Finish();

    private void Run()
    {
        while (true)
        {
            bool finishing = _finishing;
            bool worked = Ring.TryBeginRead(out ReadOnlySpan<Complex32> block, out SampleBlockInfo info);
            if (worked)
            {
                Guarded(block, info);
                Ring.EndRead();
            }
            TakeFrames();
            Guarded(WriteMetadata);
            if (!worked && finishing)
                break;
            if (!worked)
                Thread.Sleep(Nap);
        }
        End();
        Guarded(() => _last?.WriteMetadata());
    }

    private void Guarded(ReadOnlySpan<Complex32> block, in SampleBlockInfo info)
    {
        try
        {
            Take(block, info);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(e.Message);
            Volatile.Write(ref _lost, _lost + block.Length);
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(e.Message);
        }
    }

    private void Take(ReadOnlySpan<Complex32> block, in SampleBlockInfo info)
    {
        if (_options.Plan(info.FirstSampleUtc) is not { } subjects)
        {
            End();
            (_droppedBefore, _unmarked) = (Ring.DroppedSamples, 0);
            return;
        }
        if (_file is { } full && full.Bytes + ((long)block.Length * _options.Format.SampleBytes) > _longestFile)
            End();
        if (_file is null && !TryBegin(info, subjects))
        {
            Volatile.Write(ref _lost, _lost + block.Length);
            return;
        }
        long dropped = Ring.DroppedSamples - _droppedBefore;
        _droppedBefore += dropped;
        _unmarked += dropped; // counted before the block that shows the gap is reached
        Volatile.Write(ref _lost, _lost + dropped);
        _file!.Mark(subjects, info.FirstSampleUtc);
        long slow = Math.Min(_unmarked, info.FirstSample - _file.Next);
        _unmarked = info.FirstSample == _file.Next ? _unmarked : 0;
        _file.Append(block, info, slow > 0 ? string.Create(CultureInfo.InvariantCulture, $"{slow} because the disk was slow") : "the radio lost them");
        Volatile.Write(ref _samples, _samples + block.Length);
    }

    private bool TryBegin(in SampleBlockInfo info, IReadOnlyList<RecordingSubject> subjects)
    {
        if (_refusedAt != 0 && Stopwatch.GetElapsedTime(_refusedAt) < _options.RetryAfter)
            return false;
        _refusedAt = 0;
        if (MakeRoom() is { } why)
        {
            Refuse(why);
            return false;
        }
        _file = _shown = new RecordingFile(NameFor(info.FirstSampleUtc, subjects), _options, info);
        Volatile.Write(ref _files, _files + 1);
        return true;
    }

    private string NameFor(DateTimeOffset utc, IReadOnlyList<RecordingSubject> subjects)
    {
        string name = $"{utc.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}_{Plain(_options.Station)}{(subjects.Count > 0 ? "_" + Plain(subjects[0].Satellite) : "")}";
        string path = Path.Combine(_options.Directory, name);
        for (int n = 2; Path.Exists(path + _options.Format.Extension) || Path.Exists(path + RecordingFile.MetaExtension); n++)
            path = Path.Combine(_options.Directory, $"{name}-{n}");
        return path;
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-'));

    // A frame is stored a little after its last sample: its recording may have ended by then.
    private void End()
    {
        if (_file is not { } file)
            return;
        (_last, _lastClosed, _file, _shown) = (file, Stopwatch.GetTimestamp(), null, null);
        TakeFrames(file);
        Guarded(file.Close);
    }

    private void TakeFrames(RecordingFile? only = null)
    {
        while (_frames.TryPeek(out Frame? frame))
        {
            RecordingFile? file = only ?? _file;
            if (file is not null && frame.Sample >= file.Next && Ring.Fill > 0)
                return; // the loop is ahead of a slow disk
            if (file?.Note(frame) != true)
                _last?.Note(frame);
            _frames.TryDequeue(out _);
        }
    }

    private void WriteMetadata()
    {
        if (_written != 0 && Stopwatch.GetElapsedTime(_written) < _options.MetadataInterval)
            return;
        _written = Stopwatch.GetTimestamp();
        _file?.WriteMetadata();
        _last?.WriteMetadata();
        if (_last is not null && Stopwatch.GetElapsedTime(_lastClosed) > LateFrames)
            _last = null;
        if (_file is not null && MakeRoom() is { } why)
            Refuse(why);
    }

    private string? MakeRoom()
    {
        string? why = _shelf.MakeRoom([.. new[] { _file?.MetaPath, _last?.MetaPath }.OfType<string>()], name =>
        {
            Volatile.Write(ref _deleted, _deleted + 1);
            Note($"recorder: {name} was deleted, the oldest recording, for room");
        });
        Volatile.Write(ref _used, _shelf.UsedBytes);
        return why;
    }

    private void Refuse(string why)
    {
        _refusedAt = Stopwatch.GetTimestamp();
        Note($"recorder: stopped: {why}; tried again every {_options.RetryAfter.TotalSeconds:0} s");
        if (_file is not { } file)
            return;
        long told = file.Samples;
        file.Abandon();
        Volatile.Write(ref _samples, _samples - (told - file.Samples));
        Volatile.Write(ref _lost, _lost + told - file.Samples);
        (_file, _shown) = (null, null);
    }

    private void Note(string text)
    {
        lock (_notes)
        {
            if (_notes.Contains(text))
                return;
            _notes.Enqueue(text);
            if (_notes.Count > KeptNotes)
                _notes.Dequeue();
        }
    }
}
