using GroundTerminal.Coding;

namespace GroundTerminal.Tests.Coding;

public class BitsTests
{
    [Fact]
    public void Erasures_are_zeros_of_either_sign_at_any_place()
    {
        for (var length = 0; length <= 67; length++)
        {
            var symbols = new float[length];
            Array.Fill(symbols, float.Epsilon);
            Assert.Equal(0, Bits.CountErased(symbols));
            for (var i = 0; i < length; i++)
            {
                symbols[i] = i % 2 == 0 ? 0f : -0f;
                Assert.Equal(i + 1, Bits.CountErased(symbols));
            }
        }
    }
}
