using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>Samples of any of the formats from a source of bytes.</summary>
internal sealed class StreamSampleReader : ISampleReader
{
    private const int BufferBytes = 64 * 1024;
    private readonly ByteSource _source;
    private readonly SampleLayout _layout;
    private readonly SampleFormat _format;
    private readonly int _groupBytes;
    private readonly byte[] _bytes;
    private readonly float[] _groups;
    private readonly List<string> _remarks;
    private long _bytesLeft;
    private bool _ended;

    public StreamSampleReader(ByteSource source, SampleLayout layout)
    {
        _source = source;
        _layout = layout;
        _format = layout.Format;
        _groupBytes = _format.ElementSize * layout.Stride;
        _bytes = new byte[BufferBytes / _groupBytes * _groupBytes];
        _groups = IsDirect ? [] : new float[_bytes.Length / _format.ElementSize];
        _bytesLeft = layout.DataBytes ?? long.MaxValue;
        _remarks = layout.Remarks;
        TotalSamples = CountSamples();
    }

    public string Description => _layout.Description;

    public SampleKind Kind => _layout.Kind;

    public double SampleRateHz => _layout.SampleRateHz;

    public double? CenterFrequencyHz => _layout.Segments is [var first, ..] ? first.FrequencyHz : null;

    public DateTimeOffset? StartTime => TimeOf(0);

    public long? TotalSamples { get; }

    public IReadOnlyList<SampleSegment> Segments => _layout.Segments;

    public IReadOnlyList<string> Remarks => _remarks;

    private bool IsDirect => _layout.Stride == (Kind == SampleKind.Iq ? 2 : 1);

    public DateTimeOffset? TimeOf(long sample)
    {
        for (var i = _layout.Segments.Count - 1; i >= 0; i--)
        {
            if (_layout.Segments[i] is { Time: { } time } segment && segment.FirstSample <= sample)
                return AddSeconds(time, (sample - segment.FirstSample) / SampleRateHz);
        }
        return null;
    }

    public int Read(Span<float> destination)
    {
        if (Kind == SampleKind.Iq)
            throw new InvalidOperationException($"{Description} is complex, not audio.");
        return ReadFloats(destination, 1);
    }

    public int Read(Span<Complex32> destination)
    {
        if (Kind != SampleKind.Iq)
            throw new InvalidOperationException($"{Description} is audio, not complex.");
        return ReadFloats(MemoryMarshal.Cast<Complex32, float>(destination), 2);
    }

    public void Dispose() => _source.Dispose();

    private static DateTimeOffset? AddSeconds(DateTimeOffset time, double seconds)
    {
        var ticks = seconds * TimeSpan.TicksPerSecond;
        return ticks < (DateTimeOffset.MaxValue - time).Ticks ? time.AddTicks((long)Math.Round(ticks)) : null;
    }

    private int ReadFloats(Span<float> destination, int perSample)
    {
        var written = 0;
        while (written < destination.Length)
        {
            var groups = ReadGroups((destination.Length - written) / perSample);
            if (groups == 0)
                break;
            var output = destination.Slice(written, groups * perSample);
            if (IsDirect)
                SampleConversion.Convert(_format, _bytes, output);
            else
                Pick(groups, output);
            written += output.Length;
        }
        return written / perSample;
    }

    private int ReadGroups(int wanted)
    {
        if (_ended)
            return 0;
        var bytes = (int)Math.Min(Math.Min((long)wanted * _groupBytes, _bytes.Length), _bytesLeft);
        var got = _source.Read(_bytes.AsSpan(0, bytes));
        _bytesLeft -= got;
        if (got < bytes)
            NoteEnd(got);
        return got / _groupBytes;
    }

    private void NoteEnd(int got)
    {
        _ended = true;
        if (_layout.DataBytes is not null)
            _remarks.Add($"{_source.Name}: ends {_bytesLeft} bytes before the end that it announces; read up to there");
        else if (got % _groupBytes != 0)
            _remarks.Add($"{_source.Name}: ends inside a sample, which is left out");
    }

    private void Pick(int groups, Span<float> output)
    {
        var stride = _layout.Stride;
        var all = _groups.AsSpan(0, groups * stride);
        SampleConversion.Convert(_format, _bytes, all);
        for (int i = 0, at = _layout.Channel; i < output.Length; i++, at += stride)
            output[i] = all[at];
    }

    private long? CountSamples()
    {
        var there = _source.Length - _source.Position;
        var bytes = (there, _layout.DataBytes) switch
        {
            (null, var announced) => announced,
            ({ } inFile, { } announced) => Math.Min(inFile, announced),
            var (inFile, _) => inFile,
        };
        return bytes / _groupBytes;
    }
}
