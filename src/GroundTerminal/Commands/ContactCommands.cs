using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GroundTerminal.Devices;
using GroundTerminal.Http;
using GroundTerminal.Live;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal contacts</c> and <c>track</c>: the schedule of a running station.</summary>
public static class ContactCommands
{
    public const string ContactsExamples =
        """
        Examples:
          groundterminal contacts
          groundterminal contacts --past 20 --json
          groundterminal contacts --cancel 17
        """;

    public const string TrackExamples =
        """
        Examples:
          groundterminal track DEMO-2          its present or next pass goes before all others
        """;

    private static readonly Option<string> Station = StationClient.Address();
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line." };

    public static Command CreateContacts()
    {
        var past = new Option<string?>("--past") { Description = "The last N contacts that are over, instead of those to come.", HelpName = "N" };
        var cancel = new Option<string?>("--cancel") { Description = "Gives a contact up.", HelpName = "ID" };
        var command = new Command("contacts", "Lists the contacts of a running station: to come, under way, and of the last hours.") { past, cancel, Station, Json };
        command.SetAction(async (result, cancellation) =>
        {
            using var client = StationClient.Open(result.GetRequiredValue(Station));
            if (result.GetValue(cancel) is { } id)
            {
                Show(result, [await client.DeleteAsync($"/api/v1/contacts/{Whole("--cancel", id)}", HttpJson.Default.Contact, cancellation).ConfigureAwait(false)]);
                return ExitCode.Done;
            }
            string query = result.GetValue(past) is { } count ? $"?past={Whole("--past", count)}" : "";
            Show(result, await client.GetAsync($"/api/v1/contacts{query}", HttpJson.Default.ContactArray, cancellation).ConfigureAwait(false));
            return ExitCode.Done;
        });
        return command;
    }

    public static Command CreateTrack()
    {
        var satellite = new Argument<string>("SATELLITE") { Description = "A satellite of the station's configuration." };
        var command = new Command("track", "Schedules the present or next pass of a satellite on a running station, before all others.") { satellite, Station, Json };
        command.SetAction(async (result, cancellation) =>
        {
            using var client = StationClient.Open(result.GetRequiredValue(Station));
            string json = JsonSerializer.Serialize(new TrackRequest(result.GetRequiredValue(satellite)), HttpJson.Default.TrackRequest);
            Show(result, [await client.PostAsync("/api/v1/contacts", json, HttpJson.Default.Contact, cancellation).ConfigureAwait(false)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static long Whole(string option, string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
        ? value
        : throw InputException.For(option, $"'{text}'", "a whole number");

    private static void Show(ParseResult result, IReadOnlyList<Contact> contacts)
    {
        foreach (Contact contact in contacts)
            Console.Out.WriteLine(result.GetValue(Json) ? JsonSerializer.Serialize(contact, HttpJson.Default.Contact) : string.Create(CultureInfo.InvariantCulture, $"{contact.Id,6}  {RunText.Contact(contact)}"));
    }
}
