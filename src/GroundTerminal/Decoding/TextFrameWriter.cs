using System.Globalization;
using System.Text;
using GroundTerminal.Coding.Files;
using GroundTerminal.Contents;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Frames for people: what is known of each, and a hex dump.</summary>
public sealed class TextFrameWriter(Stream output, double sampleRateHz) : IFrameWriter
{
    private const int BytesPerLine = 16;
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        var frame = decoded.Frame;
        _text.Clear();
        AppendTime(frame);
        _text.Append(CultureInfo.InvariantCulture, $"  {frame.Transmitter}  {frame.Payload.Length} bytes");
        if (!double.IsNaN(frame.SnrDb))
            _text.Append(CultureInfo.InvariantCulture, $"  SNR {frame.SnrDb:0.0} dB");
        if (Math.Abs(frame.FrequencyOffsetHz) >= 0.5)
            _text.Append(CultureInfo.InvariantCulture, $"  {frame.FrequencyOffsetHz:+0;-0} Hz");
        if (frame.CorrectedBits > 0)
            _text.Append(CultureInfo.InvariantCulture, $"  {frame.CorrectedBits} bits corrected");
        if (!frame.Checked)
            _text.Append("  no check");
        _text.Append('\n');
        AppendContents(frame);
        for (var at = 0; at < frame.Payload.Length; at += BytesPerLine)
            AppendLine(frame.Payload.AsSpan(at, Math.Min(BytesPerLine, frame.Payload.Length - at)), at);
        foreach (var packet in decoded.Packets ?? [])
            _text.Append(CultureInfo.InvariantCulture, $"    packet {packet.Length} bytes  {Convert.ToHexStringLower(packet)}\n");
        foreach (var file in decoded.Files)
            _text.Append("    ").Append(FileText.Line(file)).Append('\n');
        _text.Append('\n');
        Flush();
    }

    /// <inheritdoc/>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
        _text.Clear();
        foreach (var file in files)
            _text.Append(FileText.Line(file)).Append('\n');
        Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private void AppendTime(Frame frame)
    {
        if (frame.Time is { } time)
            _text.Append(time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        else
            _text.Append(CultureInfo.InvariantCulture, $"{frame.Sample / sampleRateHz:0.000} s");
    }

    private void AppendContents(Frame frame)
    {
        var contents = ContentsReader.Read(frame.Framing, frame.Payload);
        if (frame.Framing.StartsWith("AX.25", StringComparison.Ordinal) && (!frame.HeaderPlausible || contents.Ax25 is null))
        {
            _text.Append("    no plausible AX.25 header\n");
            return;
        }
        foreach (var line in ContentsText.Lines(contents))
            _text.Append("    ").Append(line).Append('\n');
    }

    private void Flush()
    {
        output.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        output.Flush();
    }

    private void AppendLine(ReadOnlySpan<byte> bytes, int at)
    {
        _text.Append(CultureInfo.InvariantCulture, $"    {at:x4} ");
        for (var i = 0; i < BytesPerLine; i++)
        {
            if (i < bytes.Length)
                _text.Append(CultureInfo.InvariantCulture, $" {bytes[i]:x2}");
            else
                _text.Append("   ");
        }
        _text.Append("  ");
        foreach (var octet in bytes)
            _text.Append(octet is >= 0x20 and < 0x7F ? (char)octet : '.');
        _text.Append('\n');
    }
}
