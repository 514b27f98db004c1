using System.Globalization;
using System.Text;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Frames for people: what is known of each, and a hex dump.</summary>
public sealed class TextFrameWriter(Stream output, double sampleRateHz) : IFrameWriter
{
    private const int BytesPerLine = 16;
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        _text.Clear();
        AppendTime(frame);
        _text.Append(CultureInfo.InvariantCulture, $"  {frame.Transmitter}  {frame.Payload.Length} bytes");
        if (!double.IsNaN(frame.SnrDb))
            _text.Append(CultureInfo.InvariantCulture, $"  SNR {frame.SnrDb:0.0} dB");
        if (Math.Abs(frame.FrequencyOffsetHz) >= 0.5)
            _text.Append(CultureInfo.InvariantCulture, $"  {frame.FrequencyOffsetHz:+0;-0} Hz");
        if (frame.CorrectedBits > 0)
            _text.Append(CultureInfo.InvariantCulture, $"  {frame.CorrectedBits} bits corrected");
        _text.Append('\n');
        AppendHeader(frame);
        for (var at = 0; at < frame.Payload.Length; at += BytesPerLine)
            AppendLine(frame.Payload.AsSpan(at, Math.Min(BytesPerLine, frame.Payload.Length - at)), at);
        _text.Append('\n');
        output.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        output.Flush();
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

    private void AppendHeader(Frame frame)
    {
        if (!frame.Framing.StartsWith("AX.25", StringComparison.Ordinal))
            return;
        if (!frame.HeaderPlausible || !Ax25Header.TryParse(frame.Payload, out var header))
        {
            _text.Append("    no plausible AX.25 header\n");
            return;
        }
        _text.Append("    ").Append(header!.Source).Append(" > ").Append(header.Destination);
        foreach (var digipeater in header.Digipeaters)
            _text.Append(" via ").Append(digipeater);
        _text.Append("  ").Append(header.FrameType);
        if (header.Pid is { } pid)
            _text.Append(CultureInfo.InvariantCulture, $" PID {pid:X2}");
        _text.Append('\n');
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
