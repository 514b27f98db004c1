using GroundTerminal.Devices;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices;

public sealed class SymbolFileTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("bits", "a5", new float[] { 1, -1, 1, -1, -1, 1, -1, 1 })]
    [InlineData("bytes", "00010203", new float[] { -1, 1, 1, 1 })]
    [InlineData("s8", "7f80ff01", new[] { 127 / 128f, -1, -1 / 128f, 1 / 128f })]
    [InlineData("u8", "ff007f81", new[] { 127 / 128f, -1, -1 / 128f, 1 / 128f })]
    [InlineData("s16", "ff7f0080", new[] { 32767 / 32768f, -1 })]
    [InlineData("f32", "0000003f000020c1", new[] { 0.5f, -10 })]
    public void Every_format_says_1_with_a_positive_number(string format, string bytes, float[] expected)
    {
        using var reader = SymbolFile.Open(Write(bytes), format, 1000);
        var symbols = new float[20];
        Assert.Equal((SampleKind.Symbols, 1000d, (long?)expected.Length), (reader.Kind, reader.SampleRateHz, reader.TotalSamples));
        Assert.Equal(expected, symbols[..reader.Read(symbols)]);
        Assert.Equal(0, reader.Read(symbols));
    }

    [Fact]
    public void Hard_symbols_are_read_on_from_inside_a_byte()
    {
        using var reader = SymbolFile.Open(Write("0ff0"), "bits", 1, DateTimeOffset.UnixEpoch);
        var symbols = new float[5];
        Assert.Equal([-1, -1, -1, -1, 1], symbols[..reader.Read(symbols)]);
        Assert.Equal([1, 1, 1, 1, 1], symbols[..reader.Read(symbols)]);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(10), reader.TimeOf(10));
    }

    [Theory]
    [InlineData("00", "s4", "--symbols s4: is not known; expected one of s8, u8, s16, f32, bits, bytes")]
    [InlineData("", "s8", "is empty; expected symbols")]
    public void What_cannot_be_read_is_said(string bytes, string format, string message) =>
        Assert.EndsWith(message, Assert.Throws<InputException>(() => SymbolFile.Open(Write(bytes), format, 1)).Message, StringComparison.Ordinal);

    private string Write(string hex)
    {
        var path = _directory.File("symbols");
        File.WriteAllBytes(path, Convert.FromHexString(hex));
        return path;
    }
}
