using GroundTerminal.Devices.Recording;

namespace GroundTerminal.Configuration;

/// <summary>Keys of the recorder, and what they mean.</summary>
internal static class RecorderSchema
{
    public static Setting Section { get; } = new("recorder", SettingKind.Section, "recordings of the radio's stream")
    {
        Settings =
        [
            new("mode", SettingKind.Choice, "contacts: while there are any, and always where nothing is followed") { Default = "off", Words = ["off", "contacts", "always"] },
            new("directory", SettingKind.Text, "where recordings lie") { Default = "recordings" },
            new("format", SettingKind.Choice, string.Join("; ", RecordingFormat.All.Select(f => $"{f.Name}: {f.Help}"))) { Default = RecordingFormat.All[0].Name, Words = [.. RecordingFormat.All.Select(f => f.Name)] },
            new("budget", SettingKind.Number, "bytes that all recordings in the directory may take; the oldest are deleted") { Default = "20e9", Min = 1e6, Max = 1e15 },
            new("keep-free", SettingKind.Number, "bytes that stay free on the disk") { Default = "1e9", Min = 0, Max = 1e15 },
            new("split", SettingKind.Number, "a recording goes on in another file after so long, s") { Default = "600", Min = 1, Max = 86400 },
            new("author", SettingKind.Text, "who records, for the metadata"),
        ],
    };

    /// <returns>Null where nothing is recorded.</returns>
    public static RecorderConfiguration? Read(BoundSection recorder) => recorder.Text("mode") is "off" or "" ? null : new RecorderConfiguration
    {
        Directory = recorder.Text("directory"),
        Format = RecordingFormat.Find(recorder.Text("format"))!,
        ContactsOnly = recorder.Text("mode") == "contacts",
        BudgetBytes = recorder.Number("budget"),
        KeepFreeBytes = recorder.Number("keep-free"),
        LongestFile = TimeSpan.FromSeconds(recorder.Number("split")),
        Author = recorder.TryText("author"),
    };
}
