using System.Text;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Tests.Coding;

/// <summary>AX.25 v2.2, §3.12: call signs of up to six capital letters and digits, filled with spaces, shifted left by one; the low bit of the SSID octet ends the field.</summary>
public class Ax25HeaderPlausibilityTests
{
    [Theory]
    [InlineData("CQ", "GT0SAT", true)]
    [InlineData("K8MMO", "WB4JFI", true)]
    [InlineData("ABCDEF", "012345", true)]
    [InlineData("cq", "GT0SAT", false)] // small letters
    [InlineData("C Q", "GT0SAT", false)] // a space within
    [InlineData("", "GT0SAT", false)]
    [InlineData("CQ", "", false)]
    [InlineData("CQ", "GT/SAT", false)]
    [InlineData("CQ", "GT[SAT", false)] // after Z
    [InlineData("CQ", "GT@SAT", false)] // before A
    [InlineData("CQ:", "GT0SAT", false)] // after 9
    public void Two_call_signs_are_a_header(string destination, string source, bool plausible) =>
        Assert.Equal(plausible, Ax25Header.IsPlausible([.. Call(destination, 0xE0), .. Call(source, 0x61), 0x03]));

    [Theory]
    [InlineData(0, false)] // the field ends after the destination
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(9, true)]
    [InlineData(10, false)] // eight digipeaters at most, as AX.25 had until v2.0
    public void Two_to_ten_addresses_are_a_field(int last, bool plausible)
    {
        byte[] frame = [.. Enumerable.Range(0, last + 1).SelectMany(i => Call("N" + i, i == last ? 0x61 : 0x60)), 0x03];
        Assert.Equal(plausible, Ax25Header.IsPlausible(frame));
    }

    [Fact]
    public void A_header_has_a_control_octet()
    {
        byte[] frame = [.. Call("CQ", 0xE0), .. Call("GT0SAT", 0x61), 0x03];
        for (var length = 0; length < frame.Length; length++)
            Assert.False(Ax25Header.IsPlausible(frame.AsSpan(0, length)));
        Assert.True(Ax25Header.IsPlausible(frame));
    }

    [Fact]
    public void An_extension_bit_within_a_call_is_none()
    {
        for (var at = 0; at < 13; at++)
        {
            byte[] frame = [.. Call("CQ", 0xE0), .. Call("GT0SAT", 0x61), 0x03];
            frame[at] |= 1;
            Assert.False(Ax25Header.IsPlausible(frame));
        }
    }

    [Fact]
    public void Random_octets_are_hardly_ever_a_header()
    {
        var (random, frame, plausible) = (new Random(1), new byte[40], 0);
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(frame);
            plausible += Ax25Header.IsPlausible(frame) ? 1 : 0;
        }
        Assert.Equal(0, plausible); // (37/256)^12 at most
    }

    private static byte[] Call(string call, int ssid) => [.. Encoding.ASCII.GetBytes(call.PadRight(6)).Select(c => (byte)(c << 1)), (byte)ssid];
}
