using System.Text;

namespace GroundTerminal.Tests.Devices;

/// <summary>Writes WAV files chunk by chunk, as the RIFF specification lays them out.</summary>
internal sealed class WavBuilder(string form = "RIFF")
{
    private readonly MemoryStream _bytes = Start(form);

    public WavBuilder Chunk(string id, byte[] content, uint? announcedSize = null)
    {
        _bytes.Write(Encoding.ASCII.GetBytes(id));
        _bytes.Write(BitConverter.GetBytes(announcedSize ?? (uint)content.Length));
        _bytes.Write(content);
        if (content.Length % 2 == 1)
            _bytes.WriteByte(0);
        return this;
    }

    public WavBuilder Format(int tag, int channels, int rate, int bits, bool extensible = false)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write((ushort)(extensible ? 0xFFFE : tag));
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((ushort)(channels * bits / 8));
        writer.Write((ushort)bits);
        if (extensible)
        {
            writer.Write((ushort)22);
            writer.Write((ushort)bits);
            writer.Write(0);
            writer.Write((ushort)tag);
            writer.Write([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        }
        return Chunk("fmt ", content.ToArray());
    }

    public byte[] ToArray() => _bytes.ToArray();

    private static MemoryStream Start(string form)
    {
        var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes(form + "\0\0\0\0WAVE"));
        return stream;
    }
}
