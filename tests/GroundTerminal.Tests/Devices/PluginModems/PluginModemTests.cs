using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using GroundTerminal.Devices.PluginModems;
using GroundTerminal.Emulator;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.PluginModems;

[Collection(nameof(AloneCollection))]
public sealed class PluginModemTests
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_sample_comes_once_with_its_index_and_frames_have_the_time_of_theirs(bool process)
    {
        using var rig = new PluginRig(process, PluginLibraries.Path("counter"));
        rig.Feed(96_000);
        rig.Receiver.Flush(rig);
        var frames = rig.Frames();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => 4800L * i), frames.Select(f => BinaryPrimitives.ReadInt64LittleEndian(f.Payload)));
        Assert.All(frames, f => Assert.Equal("counterr", Encoding.ASCII.GetString(f.Payload.AsSpan(8))));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => PluginRig.Start.AddSeconds(0.1 * i)), frames.Select(f => f.About.Utc), Close);
        Assert.All(frames, f => Assert.Equal((3, 12.5f, true, TimeSpan.FromMilliseconds(2)), (f.About.Channel, f.About.SnrDb, f.About.Checked, f.About.UtcUncertainty)));
        Assert.Equal((20, 0, 0), (rig.Receiver.Statistics.Frames, rig.Receiver.LostSamples, rig.Sink.Restarts));
        Assert.Empty(rig.Told);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_a_gap_it_is_reset_and_the_index_goes_on_behind_it(bool process)
    {
        using var rig = new PluginRig(process, PluginLibraries.Path("counter"));
        rig.Feed(9600);
        rig.Lose(9600);
        rig.Feed(9600);
        rig.Receiver.Flush(rig);
        var frames = rig.Frames().Select(f => (BinaryPrimitives.ReadInt64LittleEndian(f.Payload), Encoding.ASCII.GetString(f.Payload.AsSpan(8)))).ToList();
        Assert.Equal([(0, "counterr"), (4800, "counterr"), (19200, "reset   "), (24000, "counterr")], frames);
    }

    [SkippableTheory]
    [InlineData("old", "", "built for version 2")]
    [InlineData("counter", "fail", "options say fail at 48000 Hz")]
    [InlineData("none", "", "is not there")]
    public void What_cannot_be_used_says_why(string library, string options, string expected)
    {
        string path = PluginLibraries.Path(library);
        Assert.Contains(expected, Assert.Throws<PluginException>(() => new PluginRig(process: false, path, options)).Message);
    }

    [SkippableFact]
    public void A_library_without_the_functions_says_which_is_missing()
    {
        Skip.IfNot(File.Exists("/lib/x86_64-linux-gnu/libm.so.6"), "libm.so.6 is elsewhere");
        Assert.Contains("gt_modem_abi", Assert.Throws<PluginException>(() => new PluginRig(process: false, "/lib/x86_64-linux-gnu/libm.so.6")).Message);
    }

    [SkippableTheory]
    [InlineData("negative", "ended itself with -3")]
    [InlineData("many", "65 frames where there is room for 64")]
    [InlineData("long", "4294967280 bytes long")]
    [InlineData("sum", "bytes long where")]
    [InlineData("future", "where there were samples up to")]
    [InlineData("guard", "outside the buffers")]
    public void On_a_thread_who_lies_is_not_called_again_and_told_once(string how, string expected)
    {
        using var rig = new PluginRig(process: false, PluginLibraries.Path("broken"), how);
        rig.Feed(100_000);
        rig.Receiver.Flush(rig);
        Assert.Contains(expected, Assert.Single(rig.Told));
        Assert.Contains(expected, rig.Sink.State);
        Assert.Empty(rig.Frames());
        Assert.True(rig.Receiver.LostSamples > 0);
    }

    [SkippableTheory]
    [InlineData("negative", "ended itself with -3")]
    [InlineData("many", "65 frames")]
    [InlineData("long", "bytes long")]
    [InlineData("guard", "outside the buffers")]
    [InlineData("crash", "SIG")]
    [InlineData("abort", "SIGABRT")]
    [InlineData("exit", "exit code 7")]
    [InlineData("block", "blocked")]
    public void In_a_process_of_its_own_whatever_it_does_ends_that_process_which_is_started_again(string how, string expected)
    {
        using var rig = new PluginRig(process: true, PluginLibraries.Path("broken"), how, holdBack: false);
        var waits = Stopwatch.StartNew();
        while (rig.Sink.Restarts < 2)
        {
            rig.Feed(PluginRig.Block);
            Thread.Sleep(1);
            Assert.True(waits.Elapsed < TimeSpan.FromSeconds(60), string.Join('\n', rig.Told));
        }
        Assert.All(rig.Told, t => Assert.Contains(expected, t));
        Assert.True(rig.Receiver.LostSamples > 0);
        Assert.Empty(rig.Frames());
        rig.Sink.Abort();
    }

    [SkippableFact]
    public void On_a_thread_one_that_blocks_loses_its_own_samples_and_holds_back_neither_the_loop_nor_the_end()
    {
        var rig = new PluginRig(process: false, PluginLibraries.Path("broken"), "block", holdBack: false);
        rig.Feed(48_000);
        PluginRig.WaitFor(() => !rig.Told.IsEmpty, "it is told");
        for (int i = 0; i < 10; i++)
            rig.Feed(48_000);
        Assert.True(rig.Tap.Dropped > 200_000, $"{rig.Tap.Dropped}");
        Assert.Single(rig.Told);
        PluginRig.WaitFor(() => rig.Sink.State == "blocks", "its state says so");
        Assert.InRange(rig.Longest.TotalSeconds, 0, 0.25);
        var end = Stopwatch.StartNew();
        rig.Receiver.Flush(rig);
        rig.Dispose();
        Assert.InRange(end.Elapsed.TotalSeconds, 0, 1);
    }

    [SkippableFact]
    public void In_a_process_one_that_blocks_does_not_hold_back_the_end()
    {
        var rig = new PluginRig(process: true, PluginLibraries.Path("broken"), "block", holdBack: false, patienceSeconds: 600);
        rig.Feed(96_000);
        PluginRig.WaitFor(() => rig.Sink.IsBlocked, "it blocks");
        var end = Stopwatch.StartNew();
        rig.Receiver.Flush(rig);
        rig.Dispose();
        Assert.InRange(end.Elapsed.TotalSeconds, 0, 8);
    }

    [SkippableFact]
    public void Opened_and_closed_thirty_times_it_leaves_no_process_thread_or_descriptor()
    {
        string library = PluginLibraries.Path("counter");
        OpenAndClose(library);
        var (files, threads) = Count();
        for (int i = 0; i < 30; i++)
            OpenAndClose(library);
        PluginRig.WaitFor(() => Count().Files <= files + 2 && Count().Threads <= threads + 4, $"{Count()} of {(files, threads)}");
    }

    [SkippableFact]
    public void The_examples_own_test_passes()
    {
        PluginLibraries.Path("fsk_ax25");
        Skip.IfNot(File.Exists("/usr/bin/make"), "there is no make: apt-get install make");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gt-example-");
        var (code, output) = PluginLibraries.Run("/usr/bin/make", "-C", Path.Combine(RepositoryFiles.Root, "hw/modem-plugin/example"), $"OUT={folder.FullName}", "all", "test");
        Assert.True(code == 0, output);
        Assert.Contains("10 and 10 of 10", output);
        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_example_decodes_what_the_emulator_sends(bool process)
    {
        const double RadioRateHz = 250e3, OffsetHz = 31e3;
        var signal = new TestSignal(new TestSignalOptions
        {
            SampleRateHz = RadioRateHz,
            Modulation = "FSK",
            BaudRate = 1200,
            DeviationHz = 600,
            Framing = "AX.25",
            EbN0Db = 20,
            Frames = 10,
            PayloadLength = 80,
            IdleSymbols = 100,
            OffsetHz = OffsetHz,
        });
        using var rig = new PluginRig(process, PluginLibraries.Path("fsk_ax25"), "baud=1200", radioRateHz: RadioRateHz, offsetHz: OffsetHz);
        rig.Feed(signal.ToIq());
        rig.Receiver.Flush(rig);
        Assert.Equal(signal.Payloads.Select(Convert.ToHexString), rig.Frames().Select(f => Convert.ToHexString(f.Payload)));
    }

    private static void OpenAndClose(string library)
    {
        using var rig = new PluginRig(process: true, library);
        rig.Feed(5000);
        rig.Receiver.Flush(rig);
        Assert.NotEmpty(rig.Frames());
    }

    private static (int Files, int Threads) Count() => (Directory.GetFiles("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length);

    private static bool Close(DateTimeOffset a, DateTimeOffset b) => (a - b).Duration() < TimeSpan.FromMicroseconds(1);
}
