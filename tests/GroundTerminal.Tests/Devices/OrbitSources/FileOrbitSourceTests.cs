using GroundTerminal.Devices.OrbitSources;
using GroundTerminal.Station;
using GroundTerminal.Station.OrbitData;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.OrbitSources;

/// <summary>Files and directories that someone writes while they are watched.</summary>
public sealed class FileOrbitSourceTests : IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);
    private readonly TestDirectory _directory = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_is_read_when_it_has_been_left_alone()
    {
        var source = new FileOrbitSource(_directory.File("x.tle"), 1, null, Settle, _time);
        Write("x.tle", "half");
        var first = await Read(source);
        Assert.Equal([], first.Texts!);
        Assert.Equal([""], first.Kept);
        _time.Pass(TimeSpan.FromSeconds(1));
        Write("x.tle", "whole");
        Assert.Null((await Read(source)).Texts);
        _time.Pass(Settle);
        Assert.Equal([new OrbitText("", "whole")], (await Read(source)).Texts!);
        Assert.Null((await Read(source)).Texts);
        Write("x.tle", "new half");
        Assert.Null((await Read(source)).Texts);
        _time.Pass(Settle);
        Assert.Equal("new half", Assert.Single((await Read(source)).Texts!).Text);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_each_time_and_its_text_withdrawn()
    {
        var source = new FileOrbitSource(_directory.File("x.tle"), 1, null, TimeSpan.Zero, _time);
        Write("x.tle", "one");
        Assert.Single((await Read(source)).Texts!);
        File.Delete(_directory.File("x.tle"));
        Assert.Equal([], (await Read(source)).Texts!);
        var again = await Read(source);
        Assert.Null(again.Texts);
        Assert.Equal($"there is no file {_directory.File("x.tle")}", again.Problem);
    }

    [Fact]
    public async Task A_directory_has_the_files_that_come_change_and_go()
    {
        var source = new DirectoryOrbitSource(_directory.Path, 1, null, Settle, _time);
        Assert.Equal([], (await Read(source)).Texts!);
        foreach (var name in (string[])["b.tle", "a.xml", ".hidden", "c.tmp", "d.part", "e.tle~", "f.new"])
            Write(name, name);
        Assert.Equal(["a.xml", "b.tle"], (await Read(source)).Kept);
        _time.Pass(Settle);
        Assert.Equal([new OrbitText("a.xml", "a.xml"), new OrbitText("b.tle", "b.tle")], (await Read(source)).Texts!);
        File.Delete(_directory.File("a.xml"));
        Write("b.tle", "newer");
        // While b is in work, its last text counts.
        Assert.Equal([new OrbitText("b.tle", "b.tle")], (await Read(source)).Texts!);
        _time.Pass(Settle);
        Assert.Equal([new OrbitText("b.tle", "newer")], (await Read(source)).Texts!);
        Directory.Delete(_directory.Path, recursive: true);
        var gone = await Read(source);
        Assert.Null(gone.Texts);
        Assert.StartsWith("cannot be read:", gone.Problem, StringComparison.Ordinal);
        Directory.CreateDirectory(_directory.Path);
    }

    /// <summary>A board without a battery wakes in 1970: its files are of the future, and are read.</summary>
    [Fact]
    public async Task A_clock_that_is_wrong_keeps_nothing_from_being_read()
    {
        Write("x.tle", "one");
        _time.Now = DateTimeOffset.UnixEpoch;
        Assert.Single((await Read(new FileOrbitSource(_directory.File("x.tle"), 1, null, Settle, _time))).Texts!);
    }

    private void Write(string name, string text)
    {
        File.WriteAllText(_directory.File(name), text);
        File.SetLastWriteTimeUtc(_directory.File(name), _time.Now.UtcDateTime);
    }

    private static Task<OrbitSourceReading> Read(IOrbitSource source) => source.ReadAsync(OrbitSourceMemory.Empty, default);
}
