using GroundTerminal.Emulator.Transmission;

namespace GroundTerminal.Tests.Emulator;

public class EmulatedPayloadTests
{
    /// <summary>Characters shifted left by one, blanks to six, SSID octet with command bits and the end of the address field: AX.25 v2.2 §3.12, worked out by hand.</summary>
    [Fact]
    public void The_header_is_that_of_an_AX_25_UI_frame()
    {
        var payload = new byte[40];
        EmulatedPayload.WriteHeader(payload, "CQ", "gt0sat-7");
        Assert.Equal("86A240404040E08EA860A682A86F03F0", Convert.ToHexString(payload.AsSpan(0, 16)));
    }

    [Fact]
    public void The_counter_determines_the_rest()
    {
        var (a, b, again) = (new byte[128], new byte[128], new byte[128]);
        EmulatedPayload.WriteBody(a, 0x01020304);
        EmulatedPayload.WriteBody(b, 0x01020305);
        EmulatedPayload.WriteBody(again, 0x01020304);
        Assert.Equal(a, again);
        Assert.True(EmulatedPayload.TryReadCounter(a, out var counter));
        Assert.Equal(0x01020304u, counter);
        Assert.True(a.Zip(b).Skip(20).Count(p => p.First != p.Second) > 90);
        Assert.False(EmulatedPayload.TryReadCounter(a.AsSpan(0, 19), out _));
    }
}
