using System.Text;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Live;

/// <summary>A small table on a terminal, drawn again in its place.</summary>
/// <remarks>Control sequences of ECMA-48: CUU (up), EL (erase to the end of the line), ED (erase below), SGR (colour). One write a drawing, so that nothing flickers.</remarks>
public sealed class LiveTable : IRunDisplay
{
    private const int ShownFrames = 8;
    private const string Dim = "\e[2m", Bold = "\e[1m", Plain = "\e[0m", Good = "\e[36m", Bad = "\e[31m";
    private readonly TextWriter _output;
    private readonly Func<int> _width;
    private readonly Queue<FrameReport> _frames = new();
    private readonly StringBuilder _text = new();
    private string? _page;
    private int _lines;

    /// <param name="output">The terminal.</param>
    /// <param name="width">Its width in columns.</param>
    public LiveTable(TextWriter output, Func<int> width)
    {
        (_output, _width) = (output, width);
        _output.Write("\e[?25l");
    }

    public TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    public void ShowStart(StationStatus status, string? page)
    {
        _page = page;
        ShowStatus(status);
    }

    public void ShowFrame(FrameReport frame, IReadOnlyList<string>? packets, IReadOnlyList<SavedFile>? files)
    {
        _frames.Enqueue(frame);
        if (_frames.Count > ShownFrames)
            _frames.Dequeue();
    }

    public void ShowContact(Contact contact)
    {
    }

    public void ShowStatus(StationStatus status)
    {
        _text.Clear();
        if (_lines > 0)
            _text.Append($"\e[{_lines}A");
        _lines = 0;
        DrawHead(status);
        DrawChannels(status);
        DrawFrames();
        _text.Append("\e[J");
        _output.Write(_text);
        _output.Flush();
    }

    public void ShowEnd(StationStatus status, IReadOnlyList<SavedFile> files) => ShowStatus(status);

    public void Dispose()
    {
        _output.Write("\e[?25h");
        _output.Flush();
    }

    private void DrawHead(StationStatus s)
    {
        Line(Bold, RunText.Format($"{s.Station}  {s.Time:HH:mm:ss} UTC"));
        Line(Dim, RunText.Format($"{s.Radio.Description}, {s.Radio.CenterFrequencyHz / 1e6:0.0000} MHz, {s.Radio.SampleRateHz / 1e3:0.###} kS/s"));
        Line(s.Stream.Gaps > 0 ? Bad : "", $"stream  {RunText.Stream(s)}");
        Line("", $"loop    {RunText.Loop(s)}");
        Line(s.Store.Error is null && s.Store.Dropped == 0 ? "" : Bad, $"store   {RunText.Store(s)}");
        Line("", $"KISS    {RunText.Kiss(s)}");
        Line("", $"page    {_page ?? "off"}");
        if (s.Antenna is { } antenna)
            Line(antenna.Fault.Length > 0 ? Bad : "", $"antenna {RunText.Antenna(antenna)}");
        foreach (Contact contact in s.Contacts.Take(3))
            Line(contact.State is ContactState.Pass ? Good : "", $"contact {RunText.Contact(contact)}");
        foreach (string note in s.Notes)
            Line(Dim, $"note    {note}");
    }

    private void DrawChannels(StationStatus s)
    {
        Line("", "");
        Line(Dim, $"{"channel",-20} {"signal",-26} {"MHz",9} {"offset Hz",10} {"SNR dB",7} {"frames",7}  last");
        foreach (ChannelStatus c in s.Channels)
        {
            string offset = c.OffsetHz is { } hz ? RunText.Format($"{hz:+0;-0;0}") : "-";
            string snr = c.SnrDb is { } db ? RunText.Format($"{db:0.0}") : "-";
            string signal = $"{c.Modulation} {c.BaudRate} {c.Framing}";
            Line(c.Frames > 0 ? Good : "", RunText.Format($"{c.Name,-20} {signal,-26} {c.FrequencyHz / 1e6,9:0.0000} {offset,10} {snr,7} {c.Frames,7}  {c.LastFrame:HH:mm:ss}"));
        }
    }

    private void DrawFrames()
    {
        Line("", "");
        foreach (FrameReport frame in _frames)
            Line("", RunText.Frame(frame));
    }

    // A line that wrapped would break the count of lines to go up.
    private void Line(string style, string text)
    {
        int width = Math.Max(20, _width() - 1);
        _text.Append(style).Append(text.Length > width ? text.AsSpan(0, width) : text).Append(Plain).Append("\e[K\n");
        _lines++;
    }
}
