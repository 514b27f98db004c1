using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding;

/// <summary>Between soft symbols, single bits and packed bytes.</summary>
public static class Bits
{
    /// <summary>Hard decisions, eight a byte, first symbol in the most significant bit.</summary>
    /// <param name="symbols">Soft symbols, positive means 1; at least 8·<paramref name="bytes"/>.Length.</param>
    /// <param name="bytes">Filled whole.</param>
    public static void Pack(ReadOnlySpan<float> symbols, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var eight = symbols.Slice(i * 8, 8);
            var octet = 0;
            for (var b = 0; b < eight.Length; b++)
                octet = (octet << 1) | (eight[b] > 0 ? 1 : 0);
            bytes[i] = (byte)octet;
        }
    }

    /// <summary>Hard decisions of up to 32 symbols as a number, first symbol most significant.</summary>
    public static uint PackWord(ReadOnlySpan<float> symbols)
    {
        uint word = 0;
        foreach (var symbol in symbols)
            word = (word << 1) | (symbol > 0 ? 1u : 0);
        return word;
    }

    /// <summary>Single bits, one a byte, 0 or 1, from packed bytes, most significant first.</summary>
    /// <param name="bytes">Packed bits.</param>
    /// <param name="bits">At least 8·<paramref name="bytes"/>.Length.</param>
    public static void Unpack(ReadOnlySpan<byte> bytes, Span<byte> bits)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            for (var b = 0; b < 8; b++)
                bits[(i * 8) + b] = (byte)((bytes[i] >> (7 - b)) & 1);
        }
    }

    /// <summary>Writes the low bits of a number as single bits, most significant first.</summary>
    /// <param name="word">The number.</param>
    /// <param name="bits">As many as are to be written, at most 64.</param>
    public static void UnpackWord(ulong word, Span<byte> bits)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] = (byte)((word >> (bits.Length - 1 - i)) & 1);
    }

    /// <summary>Erasures among symbols: those of exactly 0.</summary>
    public static int CountErased(ReadOnlySpan<float> symbols)
    {
        var count = Vector256<int>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(symbols);
        foreach (var v in vectors)
            count -= Vector256.Equals(v, Vector256<float>.Zero).AsInt32();
        var sum = Vector256.Sum(count);
        foreach (var symbol in symbols[(vectors.Length * Vector256<float>.Count)..])
            sum += symbol == 0 ? 1 : 0;
        return sum;
    }

    /// <summary>The least magnitude of each byte's eight symbols: how much the byte can be trusted.</summary>
    /// <param name="symbols">At least 8·<paramref name="reliabilities"/>.Length.</param>
    /// <param name="reliabilities">Filled whole.</param>
    public static void Reliabilities(ReadOnlySpan<float> symbols, Span<float> reliabilities)
    {
        for (var i = 0; i < reliabilities.Length; i++)
        {
            var least = float.MaxValue;
            foreach (var symbol in symbols.Slice(i * 8, 8))
                least = Math.Min(least, Math.Abs(symbol));
            reliabilities[i] = least;
        }
    }

    /// <summary>The byte with its bits in the opposite order.</summary>
    public static byte Reverse(byte octet) => (byte)((((octet * 0x80200802UL) & 0x0884422110UL) * 0x0101010101UL) >> 32);

    /// <summary>Turns the order of the bits in every byte.</summary>
    public static void ReverseEach(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = Reverse(bytes[i]);
    }
}
