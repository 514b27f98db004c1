using System.Globalization;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Recording;
using GroundTerminal.Modems;
using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Makes the recorder that a configuration asks for.</summary>
internal static class RecorderBuilder
{
    /// <summary>Recorded from so long before a contact to so long after it.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5), After = TimeSpan.FromSeconds(2);

    /// <summary>The ring holds twice as much as the loop's: disks stand still for longer.</summary>
    private const int RingFactor = 2;

    /// <param name="configuration">The station.</param>
    /// <param name="recorder">Its recorder.</param>
    /// <param name="radio">What is recorded.</param>
    /// <param name="receiving">Sizes of the loop's blocks and rings.</param>
    /// <param name="contacts">The contacts; null where nothing is followed.</param>
    /// <exception cref="InputException">The radio gives audio, or the directory cannot be had.</exception>
    public static Recorder Create(StationConfiguration configuration, RecorderConfiguration recorder, IRadio radio, ReceivingOptions receiving, ContactBook? contacts)
    {
        if (radio.SampleKind == SampleKind.Audio)
            throw new InputException("recorder.mode: the radio gives audio; expected off, or a radio of complex samples");
        return new Recorder(new RecorderOptions
        {
            Directory = recorder.Directory,
            Format = recorder.Format,
            Station = configuration.StationName,
            Author = recorder.Author,
            Hardware = radio.Description,
            SampleRateHz = radio.SampleRateHz,
            CenterFrequencyHz = radio.CenterFrequencyHz,
            BudgetBytes = recorder.BudgetBytes,
            KeepFreeBytes = recorder.KeepFreeBytes,
            LongestFile = recorder.LongestFile,
            BlockLength = receiving.BlockLength,
            RingBlocks = RingFactor * receiving.RingBlocks,
            WidthsHz = configuration.Channels.ToDictionary(c => c.Name, c => WidthHz(c.Signal)),
            Plan = utc => PlanAt(utc, contacts, recorder.ContactsOnly),
        });
    }

    /// <summary>What is recorded at a time.</summary>
    /// <returns>Null where nothing is.</returns>
    internal static IReadOnlyList<RecordingSubject>? PlanAt(DateTimeOffset utc, ContactBook? contacts, bool contactsOnly)
    {
        List<RecordingSubject>? subjects = null;
        foreach (Contact contact in contacts?.Contacts ?? [])
        {
            if (contact.State is not (ContactState.Cancelled or ContactState.Failed) && utc >= contact.Start - Before && utc <= contact.End + After)
                (subjects ??= []).Add(new RecordingSubject(contact.Id, contact.Satellite, contact.Start, contact.End, string.Create(CultureInfo.InvariantCulture, $"contact with {contact.Satellite}, up to {contact.MaxElevationDegrees:0} degrees")));
        }
        return contactsOnly && contacts is not null ? subjects : subjects ?? [];
    }

    // Carson's rule where the frequency is modulated; phase modulation is shaped to one and a half times its symbol rate at most.
    private static double WidthHz(Signal signal) => signal.Modulation switch
    {
        "AFSK" => 2 * (3000 + (signal.AudioCarrierHz ?? 1700) + Math.Abs(signal.DeviationHz ?? 500)),
        _ when signal.Modulation.StartsWith("PCM", StringComparison.Ordinal) => 4 * (signal.BaudRate + (signal.SubcarrierHz ?? 0)),
        _ when signal.Modulation.Contains("PSK", StringComparison.Ordinal) => (signal.Modulation.Contains("Manchester", StringComparison.Ordinal) ? 3 : 1.5) * signal.BaudRate,
        _ => 2 * (Math.Abs(signal.DeviationHz ?? (signal.BaudRate / 4)) + (signal.BaudRate / 2)),
    };
}
