using System.Globalization;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Devices.Recording;

/// <summary>A recording being written: samples, and metadata that never speak of samples which are not in the file yet. One thread.</summary>
internal sealed class RecordingFile : IDisposable
{
    public const string MetaExtension = ".sigmf-meta";

    private const int BufferBytes = 1 << 18;
    private readonly RecorderOptions _options;
    private readonly Stream _file;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly List<RecordingCapture> _captures = [];
    private readonly List<RecordingAnnotation> _annotations = [];
    private readonly Dictionary<long, int> _subjects = [];
    private int _buffered;
    private bool _changed = true;

    /// <param name="path">Without an extension.</param>
    /// <param name="options">Form of the samples, and what the metadata say.</param>
    /// <param name="first">Accounts for the first block.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public RecordingFile(string path, RecorderOptions options, in SampleBlockInfo first)
    {
        (_options, Path, MetaPath) = (options, path + options.Format.Extension, path + MetaExtension);
        _captures.Add(new RecordingCapture(0, first.FirstSample, first.FirstSampleUtc));
        _file = options.Create(Path);
        try
        {
            WriteHeader();
            WriteMetadata();
        }
        catch
        {
            Delete();
            throw;
        }
    }

    /// <summary>The file of samples.</summary>
    public string Path { get; }

    /// <summary>The metadata beside it.</summary>
    public string MetaPath { get; }

    private string Unfinished => MetaPath + ".new";

    /// <summary>Samples so far, those in the buffer included.</summary>
    public long Samples { get; private set; }

    /// <summary>Bytes of them.</summary>
    public long Bytes => Samples * _options.Format.SampleBytes;

    /// <summary>Index in the stream of the sample that should come next.</summary>
    public long Next => _captures[^1].StreamIndex + Samples - _captures[^1].FirstSample;

    /// <summary>Adds a block; where it does not follow on the one before, a new part begins.</summary>
    /// <param name="block">Samples.</param>
    /// <param name="info">Accounts for them.</param>
    /// <param name="reason">Whose fault a gap before it is, for people.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Append(ReadOnlySpan<Complex32> block, in SampleBlockInfo info, string reason)
    {
        if (info.FirstSample != Next)
        {
            _annotations.Add(new RecordingAnnotation(Samples, 1, "gap", string.Create(CultureInfo.InvariantCulture, $"{info.FirstSample - Next} samples lost before this one: {reason}")));
            _captures.Add(new RecordingCapture(Samples, info.FirstSample, info.FirstSampleUtc));
        }
        ReadOnlySpan<float> numbers = MemoryMarshal.Cast<Complex32, float>(block);
        int size = _options.Format.Samples.ElementSize;
        while (numbers.Length > 0)
        {
            int count = Math.Min(numbers.Length, (BufferBytes - _buffered) / size);
            Convert(numbers[..count], _buffer.AsSpan(_buffered, count * size));
            numbers = numbers[count..];
            _buffered += count * size;
            if (_buffered == BufferBytes)
                WriteBuffer();
        }
        Samples += block.Length;
        _changed = true;
    }

    /// <summary>Says what is heard from the next sample on; each subject becomes one annotation, from its start to its end or to where it is no longer named.</summary>
    public void Mark(IReadOnlyList<RecordingSubject> subjects, DateTimeOffset utc)
    {
        foreach (long over in _subjects.Keys.Where(id => !subjects.Any(s => s.Id == id && s.End >= utc)).ToArray())
        {
            int at = _subjects[over];
            _annotations[at] = _annotations[at] with { Samples = Samples - _annotations[at].FirstSample };
            _subjects.Remove(over);
        }
        foreach (RecordingSubject subject in subjects.Where(s => s.Start <= utc && s.End >= utc && !_subjects.ContainsKey(s.Id)))
        {
            _subjects[subject.Id] = _annotations.Count;
            _annotations.Add(new RecordingAnnotation(Samples, null, subject.Satellite, subject.Comment));
        }
    }

    /// <summary>Notes a frame, where its first symbol is in this recording.</summary>
    /// <returns>False where it is not.</returns>
    public bool Note(Frame frame)
    {
        int part = _captures.FindLastIndex(c => c.StreamIndex <= frame.Sample);
        if (part < 0 || frame.Sample >= Next)
            return false;
        long at = _captures[part].FirstSample + frame.Sample - _captures[part].StreamIndex;
        if (part + 1 < _captures.Count && at >= _captures[part + 1].FirstSample)
            return true; // its beginning fell into a gap
        double centre = _options.CenterFrequencyHz + frame.FrequencyOffsetHz, half = _options.WidthsHz.GetValueOrDefault(frame.Transmitter) / 2;
        string comment = string.Create(CultureInfo.InvariantCulture, $"{frame.Transmitter}: {frame.Framing}, {frame.Payload.Length} bytes, Es/N0 {frame.SnrDb:0.0} dB, {frame.CorrectedBits} bits corrected");
        _annotations.Add(new RecordingAnnotation(at, Math.Max(1, frame.LengthSamples), frame.Satellite.Length > 0 ? frame.Satellite : frame.Transmitter, comment, (centre - half, centre + half)));
        _changed = true;
        return true;
    }

    /// <summary>Writes samples out of the buffer, then the metadata in one step, where anything is new.</summary>
    /// <exception cref="IOException">The disk refuses; the metadata before are still there.</exception>
    public void WriteMetadata()
    {
        if (!_changed)
            return;
        if (_file.CanWrite)
            WriteBuffer();
        if (_file.CanWrite && _options.Format.HasWavHeader)
            WriteHeader();
        using (var file = new FileStream(Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            file.Write(SigMfWriter.Write(_options, Path, _captures, _annotations, Samples).Span);
        File.Move(Unfinished, MetaPath, overwrite: true);
        _changed = false;
    }

    /// <summary>Ends it; frames may still be noted.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Close()
    {
        Mark([], default);
        _changed = true;
        try
        {
            WriteMetadata();
        }
        finally
        {
            _file.Dispose();
        }
    }

    /// <summary>Ends it after the disk refused: what is in the file counts, as far as it are whole samples.</summary>
    public void Abandon()
    {
        try
        {
            File.Delete(Unfinished);
            long whole = Math.Max(0, _file.Length - _options.Format.HeaderBytes) / _options.Format.SampleBytes;
            _file.SetLength(_options.Format.HeaderBytes + (whole * _options.Format.SampleBytes));
            (Samples, _buffered) = (whole, 0);
            _captures.RemoveAll(c => c.FirstSample >= whole && c.FirstSample > 0);
            _annotations.RemoveAll(a => a.FirstSample >= whole);
            _subjects.Clear();
            _changed = true;
            if (whole > 0)
                WriteMetadata();
            else
                Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The metadata written last hold, and readers take the samples that there are.
        }
        Dispose();
    }

    public void Dispose() => _file.Dispose();

    private void Delete()
    {
        Dispose();
        foreach (string path in new[] { Path, MetaPath, Unfinished })
            File.Delete(path);
    }

    private void WriteHeader()
    {
        if (!_options.Format.HasWavHeader)
            return;
        Span<byte> header = stackalloc byte[WavFileHeader.Bytes];
        WavFileHeader.Write(header, _options.SampleRateHz, Bytes);
        _file.Seek(0, SeekOrigin.Begin);
        _file.Write(header);
        _file.Seek(0, SeekOrigin.End);
    }

    private void WriteBuffer()
    {
        _file.Write(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }

    private void Convert(ReadOnlySpan<float> numbers, Span<byte> bytes)
    {
        switch (_options.Format.Samples.Type)
        {
            case ElementType.Int8: SampleQuantization.ToInt8(numbers, MemoryMarshal.Cast<byte, sbyte>(bytes)); break;
            case ElementType.Int16: SampleQuantization.ToInt16(numbers, MemoryMarshal.Cast<byte, short>(bytes)); break;
            default: MemoryMarshal.AsBytes(numbers).CopyTo(bytes); break;
        }
    }
}
