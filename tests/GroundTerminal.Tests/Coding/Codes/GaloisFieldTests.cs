using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding.Codes;

public class GaloisFieldTests
{
    /// <summary>Every length to 67 elements, from odd places, every factor; products by shift and add of polynomials.</summary>
    [Theory]
    [InlineData(0x187, 11)]
    [InlineData(0x11D, 1)]
    public void Vectors_of_products_are_those_of_polynomials(int polynomial, int step)
    {
        var field = new GaloisField(polynomial, step, 8);
        var random = new Random(3);
        var (row, target) = (new byte[80], new byte[80]);
        random.NextBytes(row);
        for (var length = 0; length < 68; length++)
        {
            var (from, factor) = (length % 7, random.Next(256));
            random.NextBytes(target);
            byte[] expected = [.. target.Select((t, i) => i < from || i >= from + length ? t : (byte)(t ^ Product(factor, row[i], polynomial)))];
            field.AddProduct(target.AsSpan(from), factor, row.AsSpan(from, length));
            Assert.Equal(expected, target);
        }
        for (var factor = 0; factor < 256; factor++)
            Assert.Equal(Product(factor, row[factor % 80], polynomial), field.Multiply(factor, row[factor % 80]));
    }

    private static byte Product(int a, int b, int polynomial)
    {
        var sum = 0;
        for (; b > 0; b >>= 1)
        {
            sum ^= (b & 1) != 0 ? a : 0;
            a <<= 1;
            a ^= a > 255 ? polynomial : 0;
        }
        return (byte)sum;
    }
}
