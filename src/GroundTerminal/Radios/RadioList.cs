using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Orbits;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Radios;

/// <summary>Writes which radios are found.</summary>
internal static class RadioList
{
    /// <returns>An <see cref="ExitCode"/>: nothing where none is found.</returns>
    public static int Write(string? only, bool json)
    {
        if (only is not null && RadioCatalog.Find(only) is null)
            throw new InputException($"--kind: '{only}'; expected one of {string.Join(", ", RadioCatalog.All.Select(d => d.Name))}");
        var any = false;
        foreach (RadioDescriptor kind in RadioCatalog.All.Where(k => k.List is not null && (only is null || k.Name == only)))
        {
            foreach (FoundRadio radio in Find(kind))
            {
                Console.Out.WriteLine(json ? Json(radio) : Text(radio));
                any = true;
            }
        }
        if (!any && !json)
            Console.Error.WriteLine("no radio was found; radios on the network (rtl_tcp, difi) are not looked for, name them with radio.device");
        return any ? ExitCode.Done : ExitCode.Nothing;
    }

    private static IReadOnlyList<FoundRadio> Find(RadioDescriptor kind)
    {
        try
        {
            return kind.List!();
        }
        catch (RadioException e)
        {
            Console.Error.WriteLine($"{kind.Name}: {e.Message}");
            return [];
        }
    }

    private static string Json(FoundRadio radio) => JsonLines.Of(json =>
    {
        json.WriteString("kind", radio.Kind);
        json.WriteString("device", radio.Device);
        json.WriteString("label", radio.Label);
        json.WriteStartObject("details");
        foreach (var (key, value) in radio.Details)
            json.WriteString(key, value);
        json.WriteEndObject();
    });

    private static string Text(FoundRadio radio) =>
        $"{radio.Label}\n  radio: {{ kind: {radio.Kind}, device: '{radio.Device}', … }}\n{string.Concat(radio.Details.Select(d => $"  {d.Key}: {d.Value}\n"))}";
}
