using System.Text;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>Text that frames carry instead of octets that can be checked: readable on a status page. <c>{n}</c> in it becomes the frame's number in six digits.</summary>
internal sealed class EmulatedText
{
    private const string Placeholder = "{n}";
    private const int Digits = 6;
    private readonly byte[] _text;
    private readonly int _numberAt;

    public EmulatedText(string template)
    {
        int at = template.IndexOf(Placeholder, StringComparison.Ordinal);
        _text = Encoding.UTF8.GetBytes(template.Replace(Placeholder, new string('0', Digits), StringComparison.Ordinal));
        _numberAt = at < 0 ? -1 : Encoding.UTF8.GetByteCount(template.AsSpan(0, at));
    }

    /// <summary>Bytes.</summary>
    public int Length => _text.Length;

    /// <summary>Writes the text of one frame.</summary>
    /// <param name="counter">The frame's number; its last six digits are written.</param>
    /// <param name="output">Filled whole: a longer one ends in zeros, a shorter one cuts the text.</param>
    public void Write(uint counter, Span<byte> output)
    {
        output.Clear();
        _text.AsSpan(0, Math.Min(_text.Length, output.Length)).CopyTo(output);
        if (_numberAt < 0)
            return;
        for (int i = _numberAt + Digits - 1; i >= _numberAt; i--, counter /= 10)
        {
            if (i < output.Length)
                output[i] = (byte)('0' + (counter % 10));
        }
    }
}
