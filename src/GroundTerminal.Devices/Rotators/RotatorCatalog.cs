namespace GroundTerminal.Devices.Rotators;

/// <summary>The rotator protocols that are spoken.</summary>
public static class RotatorCatalog
{
    /// <summary>All of them. Baud rates are the controllers' defaults: GS-232 and EasyComm 9600, SPID 1200 and 600 (LA6YKA, spid.txt).</summary>
    public static IReadOnlyList<RotatorDescriptor> All { get; } =
    [
        new("gs232a", "Yaesu GS-232A", 9600, _ => new Gs232Host(), () => new Gs232Device(Gs232Model.A)) { Alias = "gs232", CommandStepDegrees = 1 },
        new("gs232b", "Yaesu GS-232B", 9600, _ => new Gs232Host(), () => new Gs232Device(Gs232Model.B)) { CommandStepDegrees = 1 },
        new("easycomm2", "EasyComm II", 9600, _ => new EasycommHost(2), () => new EasycommDevice(2)) { Alias = "easycomm" },
        new("easycomm3", "EasyComm III", 9600, _ => new EasycommHost(3), () => new EasycommDevice(3)),
        new("spid-rot1", "SPID Rot1Prog", 1200, _ => new SpidHost(SpidModel.Rot1Prog), () => new SpidDevice(SpidModel.Rot1Prog))
        {
            HasElevation = false,
            PositionBytes = 5,
            CommandStepDegrees = 1,
        },
        new("spid-rot2", "SPID Rot2Prog, MD-01/02", 600, o => new SpidHost(SpidModel.Rot2Prog, o.PulsesPerDegree), () => new SpidDevice(SpidModel.Rot2Prog))
        {
            Alias = "spid",
            PositionBytes = 12,
            CommandStepDegrees = 0.5,
        },
        new("rotctld", "Hamlib rotctld, 4.5", 0, o => new RotctldHost(o.ExtendedResponses), () => new RotctldDevice()) { DefaultPort = 4533, CommandStepDegrees = 0.01 },
    ];

    /// <summary>By name or alias.</summary>
    /// <returns>Null where there is none.</returns>
    public static RotatorDescriptor? Find(string name) => All.FirstOrDefault(d => d.Name == name) ?? All.FirstOrDefault(d => d.Alias == name && name.Length > 0);
}
