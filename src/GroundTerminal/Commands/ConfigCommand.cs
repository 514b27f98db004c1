using System.CommandLine;
using System.Text;
using GroundTerminal.Configuration;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal config</c>: checks and shows configuration files.</summary>
public static class ConfigCommand
{
    public static Command Create() => new("config", "Checks and shows the configuration of 'run'.") { CreateCheck(), CreateShow(), CreateKeys() };

    private static Command CreateCheck()
    {
        var file = new Argument<string>("FILE") { Description = "The configuration file." };
        var command = new Command("check", "Says all that is wrong with a configuration file, each with line, key and remedy.") { file };
        command.SetAction(result =>
        {
            var path = result.GetRequiredValue(file);
            var channels = ConfigurationReader.Load(path).Configuration.Channels.Count;
            Console.Out.WriteLine($"{path}: good; {channels} channel{(channels == 1 ? "" : "s")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var file = new Argument<string?>("FILE") { Description = "The configuration file; without it, the one that ships.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("show", "Shows every value with its origin.") { file };
        command.SetAction(result =>
        {
            var values = ConfigurationReader.Load(result.GetValue(file)).Values;
            var text = new StringBuilder();
            foreach (var value in values)
                text.Append($"{value.Path}: {value.Text}".PadRight(60)).Append(" # ").Append(value.Origin).AppendLine();
            Console.Out.Write(text);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateKeys()
    {
        var command = new Command("keys", "Lists every key of the configuration file: what it sets, what may stand there, its default.");
        command.SetAction(_ =>
        {
            var text = new StringBuilder();
            AppendKeys(text, ConfigurationSchema.Root, "");
            Console.Out.Write(text);
            return ExitCode.Done;
        });
        return command;
    }

    private static void AppendKeys(StringBuilder text, IReadOnlyList<Setting> settings, string path)
    {
        foreach (var setting in settings)
        {
            var key = path + setting.Key;
            if (setting.Kind is not (SettingKind.Section or SettingKind.List))
            {
                var absent = setting.Required ? "required" : setting.Default is { } value ? $"default '{value}'" : "optional";
                text.AppendLine(key).AppendLine($"    {setting.Help}: {setting.Expected}; {absent}");
                continue;
            }
            text.AppendLine(key).AppendLine($"    {setting.Help}{(setting.Required ? "; required" : "")}");
            var below = key + (setting.Kind == SettingKind.List ? "[]." : ".");
            if (setting.Variants is null)
                AppendKeys(text, setting.Settings, below);
            foreach (var (kind, keys) in setting.Variants ?? new Dictionary<string, IReadOnlyList<Setting>>())
            {
                text.AppendLine($"{key} where kind is {kind}");
                AppendKeys(text, keys, below);
            }
        }
    }
}
