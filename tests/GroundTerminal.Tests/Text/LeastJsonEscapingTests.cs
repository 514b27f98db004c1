using System.Text;
using System.Text.Json;
using GroundTerminal.Text;

namespace GroundTerminal.Tests.Text;

public class LeastJsonEscapingTests
{
    [Theory]
    [InlineData("Møn & <Sæd>'s café", "\"Møn & <Sæd>'s café\"")]
    [InlineData("say \"no\" \\ yes", "\"say \\\"no\\\" \\\\ yes\"")]
    [InlineData("a\nb\u0001", "\"a\\u000Ab\\u0001\"")]
    [InlineData("\U0001F6F0", "\"\U0001F6F0\"")]
    [InlineData("", "\"\"")]
    public void Only_what_RFC_8259_wants_is_escaped(string text, string expected) => Assert.Equal(expected, Written(text));

    [Fact]
    public void Another_reader_reads_any_text_as_it_was()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Create(random.Next(40), random, (chars, r) =>
            {
                foreach (ref var c in chars)
                    c = (char)r.Next(r.Next(2) == 0 ? 0x80 : 0x10000);
            });
            Assert.Equal(ReplacedLonelySurrogates(text), JsonSerializer.Deserialize<string>(Written(text)));
        }
        Assert.Equal("a\uFFFDb", JsonSerializer.Deserialize<string>(Written("a\uD83Db")));
    }

    private static string ReplacedLonelySurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Written(string text)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = LeastJsonEscaping.Shared }))
            json.WriteStringValue(text);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
