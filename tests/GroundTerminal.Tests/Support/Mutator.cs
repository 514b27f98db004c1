namespace GroundTerminal.Tests.Support;

/// <summary>Makes damaged copies of valid inputs, the same ones each time.</summary>
internal sealed class Mutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A copy with one to six damages: bits flipped, bytes put in, taken out, repeated, swapped for telling values, cut short.</summary>
    public byte[] Mutate(byte[] original)
    {
        var bytes = new List<byte>(original);
        for (var n = _random.Next(1, 7); n > 0; n--)
            Damage(bytes);
        return [.. bytes];
    }

    private void Damage(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(_random.Next(1, 20), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0 when length > 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1 when length > 0: bytes[at] = Telling(); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 4: bytes.Insert(at, Telling()); break;
            case 5 when _random.Next(4) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
            case 6 when length >= 4: Spread(bytes, at); break;
        }
    }

    private void Spread(List<byte> bytes, int at)
    {
        var value = _random.Next(3) switch { 0 => (byte)0xFF, 1 => (byte)0, _ => (byte)0x7F };
        for (var i = 0; i < 4; i++)
            bytes[at + i] = value;
    }

    private byte Telling()
    {
        ReadOnlySpan<byte> values = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, 0xC0, 0xDB, (byte)'-', (byte)':', (byte)'"', (byte)'{', (byte)'[', (byte)'&', (byte)'*', (byte)'\n', (byte)' ', (byte)'9', (byte)'e', (byte)'!'];
        return values[_random.Next(values.Length)];
    }
}
