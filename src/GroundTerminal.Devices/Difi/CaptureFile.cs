using System.Buffers.Binary;

namespace GroundTerminal.Devices.Difi;

/// <summary>Reads captured network frames out of a pcap or pcapng file, one after the other, however long the file is.</summary>
/// <remarks>draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng: both byte orders; pcap in µs and ns; pcapng with several sections and interfaces, each with its link type and if_tsresol.</remarks>
public sealed class CaptureFile : IDisposable
{
    private const int LongestBlock = 16 << 20;
    private const uint SectionHeader = 0x0A0D0D0A, InterfaceBlock = 1, OldPacketBlock = 2, SimplePacketBlock = 3, EnhancedPacketBlock = 6;
    private readonly Stream _stream;
    private readonly string _name;
    private readonly List<(int LinkType, double Resolution)> _interfaces = [];
    private byte[] _buffer = new byte[1 << 16];
    private bool _next, _bigEndian;
    private long _at;

    private CaptureFile(Stream stream, string name) => (_stream, _name) = (stream, name);

    /// <summary>pcap or pcapng, for people.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Where the file ends in the midst of a frame; null where it does not.</summary>
    public string? Truncation { get; private set; }

    /// <summary>Opens one.</summary>
    /// <exception cref="InputException">It cannot be read, or is neither.</exception>
    public static CaptureFile Open(string path)
    {
        try
        {
            var file = new CaptureFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20), path);
            file.Begin();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputException.For(path, e.Message, "a pcap or pcapng file");
        }
    }

    /// <summary>Reads the next frame.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InputException">The file is broken, with the place.</exception>
    public bool TryRead(out CapturedFrame frame)
    {
        frame = default;
        try
        {
            return _next ? TryReadBlock(out frame) : TryReadRecord(out frame);
        }
        catch (EndOfStreamException)
        {
            Truncation = $"the file ends in the midst of a frame at byte {_at}";
            return false;
        }
        catch (IOException e)
        {
            throw InputException.For(_name, e.Message, "a file that can be read to its end");
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Begin()
    {
        Span<byte> head = stackalloc byte[4];
        if (_stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4)
            throw Broken("it is empty, or nearly so");
        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(head);
        _at = 4;
        _next = magic == SectionHeader;
        Kind = _next ? "pcapng" : "pcap";
        if (_next)
        {
            ReadSection();
            return;
        }
        _bigEndian = magic is 0xD4C3B2A1 or 0x4D3CB2A1;
        if (!_bigEndian && magic is not (0xA1B2C3D4 or 0xA1B23C4D))
            throw Broken($"it begins with 0x{magic:X8}");
        Span<byte> rest = Read(20);
        _interfaces.Add(((int)(Word(rest[16..]) & 0xFFFF), magic is 0xA1B23C4D or 0x4D3CB2A1 ? 1e-9 : 1e-6));
    }

    private bool TryReadRecord(out CapturedFrame frame)
    {
        frame = default;
        Span<byte> head = stackalloc byte[16];
        int got = _stream.ReadAtLeast(head, 16, throwOnEndOfStream: false);
        if (got == 0)
            return false;
        if (got < 16)
            throw new EndOfStreamException();
        long start = _at;
        _at += 16;
        (double seconds, uint length, uint full) = (Word(head) + (Word(head[4..]) * _interfaces[0].Resolution), Word(head[8..]), Word(head[12..]));
        if (length > LongestBlock)
            throw Broken($"a frame of {length} bytes at byte {start}");
        frame = new CapturedFrame(_interfaces[0].LinkType, seconds, (int)full, Read((int)length));
        return true;
    }

    private bool TryReadBlock(out CapturedFrame frame)
    {
        frame = default;
        Span<byte> head = stackalloc byte[8];
        while (true)
        {
            int got = _stream.ReadAtLeast(head[..4], 4, throwOnEndOfStream: false);
            if (got == 0)
                return false;
            if (got < 4)
                throw new EndOfStreamException();
            _at += 4;
            uint type = Word(head);
            if (BinaryPrimitives.ReadUInt32LittleEndian(head) == SectionHeader)
            {
                ReadSection();
                continue;
            }
            uint length = Word(Read(4));
            if (length < 12 || length % 4 != 0 || length > LongestBlock)
                throw Broken($"a block of {length} bytes at byte {_at - 8}");
            if (TryTakeBlock(type, Read((int)length - 8)[..^4], out frame))
                return true;
        }
    }

    private bool TryTakeBlock(uint type, Span<byte> body, out CapturedFrame frame)
    {
        frame = default;
        if (type == InterfaceBlock && body.Length >= 8)
            _interfaces.Add((Half(body), Resolution(body[8..])));
        int head = type switch { EnhancedPacketBlock or OldPacketBlock => 20, SimplePacketBlock => 4, _ => int.MaxValue };
        if (body.Length < head)
            return false;
        int index = type switch { EnhancedPacketBlock => (int)Math.Min(Word(body), int.MaxValue), OldPacketBlock => Half(body), _ => 0 };
        if (index >= _interfaces.Count)
            throw Broken($"a frame of interface {index}, which is not described, before byte {_at}");
        ulong ticks = type == SimplePacketBlock ? 0 : ((ulong)Word(body[4..]) << 32) | Word(body[8..]);
        uint full = Word(type == SimplePacketBlock ? body : body[16..]), length = type == SimplePacketBlock ? Math.Min(full, (uint)(body.Length - 4)) : Word(body[12..]);
        if (length > body.Length - head)
            throw Broken($"a frame longer than its block, before byte {_at}");
        frame = new CapturedFrame(_interfaces[index].LinkType, type == SimplePacketBlock ? double.NaN : ticks * _interfaces[index].Resolution, (int)Math.Min(full, int.MaxValue), body.Slice(head, (int)length));
        return true;
    }

    private void ReadSection()
    {
        Span<byte> head = Read(8);
        uint order = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        _bigEndian = order == 0x4D3C2B1A;
        if (!_bigEndian && order != 0x1A2B3C4D)
            throw Broken($"a section of byte order 0x{order:X8} before byte {_at}");
        uint length = Word(head);
        if (length < 28 || length % 4 != 0 || length > LongestBlock)
            throw Broken($"a section header of {length} bytes before byte {_at}");
        Read((int)length - 12);
        _interfaces.Clear();
    }

    // Options are code, length and value, in words; if_tsresol is code 9: a negative power of 10, or of 2 with the high bit.
    private double Resolution(Span<byte> options)
    {
        while (options.Length >= 4)
        {
            (int code, int length) = (Half(options), Half(options[2..]));
            if (code == 0 || length > options.Length - 4)
                break;
            if (code == 9 && length >= 1)
                return Math.Pow((options[4] & 0x80) != 0 ? 2 : 10, -(options[4] & 0x7F));
            options = options[Math.Min(options.Length, 4 + ((length + 3) & ~3))..];
        }
        return 1e-6;
    }

    private Span<byte> Read(int count)
    {
        if (count > _buffer.Length)
            _buffer = new byte[count * 2];
        _stream.ReadExactly(_buffer, 0, count);
        _at += count;
        return _buffer.AsSpan(0, count);
    }

    private uint Word(ReadOnlySpan<byte> bytes) => _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private int Half(ReadOnlySpan<byte> bytes) => _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private InputException Broken(string what) => InputException.For(_name, what, "a pcap or pcapng file");
}
