using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Files;

/// <summary>Images of CAS-5A: JPEG in the information fields of AX.25 frames, one after the other; telemetry frames lie between, and begin with 01 00 three times.</summary>
/// <remarks>CAMSAT CAS-5A Amateur Radio Satellite Users Manual v2.0, and as the gr-satellites project catalogues it. Nothing numbers the pieces: a lost
/// one is not seen, and the image is spoiled from there on.</remarks>
public sealed class Cas5aImages : IFileAssembler
{
    private readonly byte[] _last = new byte[FilePieces.MaxPacketLength];
    private FilePieces? _file;
    private int _place, _number, _lastLength;

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("CAS-5A images", ["CAS-5A"], () => new Cas5aImages());

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (!Ax25Header.TryParse(packet, out var header) || packet.Length <= header!.Length)
            return;
        var piece = packet[header.Length..];
        if (piece.StartsWith((ReadOnlySpan<byte>)[1, 0, 1, 0, 1, 0]) || piece.SequenceEqual(_last.AsSpan(0, _lastLength)))
            return;
        if (JpegImage.Begins(piece))
        {
            Flush(sink);
            (_file, _place) = (new FilePieces(FormattableString.Invariant($"{_number++}.jpg")), 0);
        }
        if (_file is null)
            return;
        _file.Put(_place, piece);
        _place = Math.Min(_place + piece.Length, FilePieces.MaxLength);
        _lastLength = Math.Min(piece.Length, _last.Length);
        piece[.._lastLength].CopyTo(_last);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink)
    {
        if (_file is not null)
            sink.OnFile(_file.ToFile(JpegImage.IsWhole));
        _file = null;
    }

    /// <inheritdoc/>
    public void Reset() => (_file, _place, _number, _lastLength) = (null, 0, 0, 0);
}
