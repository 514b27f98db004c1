using GroundTerminal.Coding.Files;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Satellites;
using GroundTerminal.Station;

namespace GroundTerminal.Decoding;

/// <summary>Corrected frames as channel access data units, one behind the other: sync marker, and frame with parity, randomised as sent.</summary>
/// <remarks>CCSDS 131.0-B-5 §1.6.1 and §9. Made anew from the frame by the framing's encoder, without the convolutional code and differential coding under it.</remarks>
public sealed class CaduWriter : IFrameWriter
{
    private readonly Stream _output;
    private readonly Dictionary<string, IFramer> _framers = [];
    private byte[] _symbols = [], _bytes = [];

    /// <param name="output">Disposed with the writer.</param>
    /// <param name="transmitters">Those whose frames come.</param>
    /// <exception cref="InputException">One of them has no such units.</exception>
    public CaduWriter(Stream output, IEnumerable<Transmitter> transmitters)
    {
        _output = output;
        foreach (var transmitter in transmitters)
        {
            var (name, options) = TransmitterFraming.Of(transmitter);
            var (outer, block) = name switch
            {
                "CCSDS Concatenated" => ("CCSDS Reed-Solomon", options),
                "CCSDS Convolutional" => ("CCSDS Uncoded", options),
                "Meteor LRPT" => ("CCSDS Reed-Solomon", MeteorLrpt.Fixed(options)),
                _ => (name, options),
            };
            if (!outer.StartsWith("CCSDS ", StringComparison.Ordinal))
                throw new InputException($"--cadu: {transmitter.Name} has the framing {name}, which has no channel access data units");
            _framers[transmitter.Name] = FramingCatalog.Find(outer)!.CreateFramer!(block with { DifferentialPrecoding = false });
        }
    }

    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        var framer = _framers[decoded.Frame.Transmitter];
        var room = framer.MaxOutput(decoded.Frame.Payload.Length);
        if (_symbols.Length < room)
            (_symbols, _bytes) = (new byte[room], new byte[(room + 7) / 8]);
        var count = framer.Encode(decoded.Frame.Payload, _symbols);
        for (var i = 0; i < count; i++)
            _bytes[i >> 3] = (byte)((_bytes[i >> 3] << 1) | _symbols[i]);
        if ((count & 7) != 0)
            _bytes[count >> 3] <<= 8 - (count & 7);
        _output.Write(_bytes.AsSpan(0, (count + 7) / 8));
        _output.Flush();
    }

    /// <inheritdoc/>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();
}
