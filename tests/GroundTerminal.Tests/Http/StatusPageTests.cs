using System.Text.RegularExpressions;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Http;

/// <summary>The page's files fit each other and the interface, read as text.</summary>
public sealed partial class StatusPageTests
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "src", "GroundTerminal", "Http");
    private static readonly string Page = File.ReadAllText(Path.Combine(Folder, "wwwroot/index.html"));
    private static readonly string Script = string.Join('\n', Directory.GetFiles(Path.Combine(Folder, "wwwroot"), "*.js").Select(File.ReadAllText));

    [Fact]
    public void Each_id_that_the_script_uses_stands_once_in_the_page()
    {
        string[] ids = [.. Id().Matches(Page).Select(m => m.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
        string[] used = [.. UsedId().Matches(Script).Select(m => m.Groups[1].Value), .. Bar().Matches(Script).SelectMany(m => new[] { m.Groups[1].Value + "Bar", m.Groups[1].Value + "Mark" })];
        Assert.True(used.Length > 50);
        Assert.Empty(used.Except(ids));
    }

    [Fact]
    public void Each_script_is_served_and_loaded_by_the_page()
    {
        string[] scripts = [.. Directory.GetFiles(Path.Combine(Folder, "wwwroot"), "*.js").Select(f => "/" + Path.GetFileName(f))];
        Assert.All(scripts, s => Assert.Contains($"""<script src="{s}" defer></script>""", Page));
        Assert.Subset(GroundTerminal.Http.PageResource.All.Select(r => r.Path).ToHashSet(), scripts.ToHashSet());
    }

    [Fact]
    public void Each_address_that_the_page_uses_is_mapped()
    {
        string[] mapped = [.. Directory.GetFiles(Folder, "*.cs").SelectMany(f => Mapping().Matches(File.ReadAllText(f))).Select(m => RouteValue().Replace(m.Groups[1].Value, "{}"))];
        string[] used = [.. Address().Matches(Page + Script).Select(m => ScriptValue().Replace(m.Value, "{}"))];
        Assert.Contains("/api/v1/contacts/{}", used);
        Assert.Empty(used.Except(mapped));
    }

    [Fact]
    public void Nothing_in_the_page_is_what_its_content_security_policy_refuses() =>
        Assert.DoesNotMatch(Inline(), Page);

    [GeneratedRegex("""\sid="(\w+)\b""")]
    private static partial Regex Id();

    [GeneratedRegex("""(?:\$|put|markHorizon|order|answerWith)\('(\w+)'""")]
    private static partial Regex UsedId();

    [GeneratedRegex("""\bbar\('(\w+)'""")]
    private static partial Regex Bar();

    [GeneratedRegex("""Map(?:Get|Post|Delete)\("([^"]+)""")]
    private static partial Regex Mapping();

    [GeneratedRegex("""/api/v1(?:/[\w-]+|/\$\{[^}]+\})+""")]
    private static partial Regex Address();

    [GeneratedRegex("""\{[^}]+\}""")]
    private static partial Regex RouteValue();

    [GeneratedRegex("""\$\{[^}]+\}""")]
    private static partial Regex ScriptValue();

    [GeneratedRegex("""<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
