using GroundTerminal.Coding;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Plain CSP packets with CRC-32C, on packets that AISTECHSAT-3 (check over the data, flag set) and 1KUNS-PF (over header and data, no flag) sent.</summary>
public class CspCrc32CTests
{
    private const string Aistechsat3 =
        "83d78001010a01000176ee5cb3755c000101010018001d0000000000000000000000060000000401905cb3755b00011ff1f2075cb3755c0005ff96f1c8ff960300053ae300013e2c0360ab7f00c40bd401da000000010282e0f4"
        + "000b3d14020004042100002b2700120013c76e5cb3755c00010124012e012e1fb9004400000000004a005000000000000f000000070086fffd0000fffeffff00020002010000010100000003020000012200023ca80000011300"
        + "0000090000000300000005000000020000000000000000000000000000000000000000077182258e";

    private const string Kuns = "8292a50010b29999986567666607030005f368b210000065650a300000590303020266be0923";

    /// <summary>Sync word, Golay word and randomized packet, made by a script of its own from Golay's matrix and the randomizer's polynomial.</summary>
    private const string OnAir = "930b51de"
        + "2db0dc7c9f8ec19b0771bc8f5a7df114c21ace5b967ccc2aa2a23e0a10f18894cdeab1fe901b81341ae5788c05942e146e8c8344dcfcc4d630227c11de75e0e1644360fd2501e16834fcde3bd2e5c99e1910ed6b87f730ca8bfe"
        + "7ac8b7c6296e23a8c7fe445704d040a2e463648eaa53e6850788bbef60b114d7f17e983544e26f558ff480a609f0d70bc8e2c935da7b746be52f8821c32ad40d1f5e0f1a894edfab1fe800d81341ad1591c59357b4f4d471cb52"
        + "eeaa865457eec1421e321299bd533fd203b226835c2f238b24eb69edd1b396a5df730ca8afcf85f5be47ab";

    private static byte[] Sent => Convert.FromHexString("AAAAAAAAAAAA" + OnAir);

    private static readonly FramingDescriptor Framing = FramingCatalog.Find("CSP CRC-32C")!;

    [Fact]
    public void Another_encoders_frame_is_decoded_and_ours_is_the_same()
    {
        Assert.Equal([Aistechsat3], FramingChannel.Receive(Framing.CreateDeframer(FramingOptions.Default), FramingChannel.Soft(Sent)).ConvertAll(p => p.ToLowerInvariant()));
        var framer = Framing.CreateFramer!(FramingOptions.Default);
        var ours = new byte[framer.MaxOutput(Aistechsat3.Length / 2)];
        ours = ours[..framer.Encode(Convert.FromHexString(Aistechsat3), ours)];
        var packed = new byte[OnAir.Length / 2];
        Bits.Pack(Array.ConvertAll(ours[^(8 * packed.Length)..], s => s - 0.5f), packed);
        Assert.Equal(OnAir, Convert.ToHexStringLower(packed));
    }

    [Fact]
    public void A_packet_with_a_wrong_bit_is_refused()
    {
        var symbols = FramingChannel.Soft(Sent);
        symbols[1000] *= -1;
        Assert.Empty(FramingChannel.Receive(Framing.CreateDeframer(FramingOptions.Default), symbols));
    }

    [Theory]
    [InlineData(Aistechsat3)]
    [InlineData(Kuns)]
    public void The_check_is_of_the_data_or_of_header_and_data(string hex)
    {
        var packet = Convert.FromHexString(hex);
        Assert.True(CspCheck.IsValid(packet));
        packet[9] ^= 0x10;
        Assert.False(CspCheck.IsValid(packet));
        CspCheck.Seal(packet);
        Assert.True(CspCheck.IsValid(packet));
        Assert.True(CspHeader.TryParse(packet, out var header) && header.Crc32);
        Assert.False(CspCheck.IsValid(packet.AsSpan(0, 7)));
        Assert.Throws<ArgumentException>(() => CspCheck.Seal(packet.AsSpan(0, 7)));
    }
}
