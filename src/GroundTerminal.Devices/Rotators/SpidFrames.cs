namespace GroundTerminal.Devices.Rotators;

/// <summary>Finds SPID's packets of a fixed length, from 'W' to ' ', in a byte stream.</summary>
/// <param name="length">Bytes of a packet: 13 for commands, 12 or 5 for replies.</param>
internal sealed class SpidFrames(int length)
{
    public const byte Start = 0x57, End = 0x20;

    private readonly List<byte> _kept = new(16);

    /// <param name="take">Given each packet of the right ends; false where it is none after all, and the search goes on at its second byte.</param>
    public void Read(ReadOnlySpan<byte> bytes, Func<byte[], bool> take)
    {
        foreach (var b in bytes)
        {
            _kept.Add(b);
            while (Head(out var packet))
                _kept.RemoveRange(0, packet is not null && take(packet) ? length : 1);
        }
    }

    public void Clear() => _kept.Clear();

    /// <returns>Whether there is something to take away from the front: a packet, or a byte that begins none (packet null).</returns>
    private bool Head(out byte[]? packet)
    {
        packet = null;
        if (_kept.Count == 0 || (_kept[0] == Start && _kept.Count < length))
            return false;
        if (_kept[0] == Start && _kept[length - 1] == End)
            packet = [.. _kept[..length]];
        return true;
    }
}
