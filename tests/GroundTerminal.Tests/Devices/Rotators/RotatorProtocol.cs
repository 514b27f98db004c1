using GroundTerminal.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>Both ends of a protocol and what it can say, for the contract.</summary>
internal sealed record RotatorProtocol(string Name, Func<IRotatorHost> Host, Func<IRotatorDevice> Device, double CommandStep, double ReplyStep, RotatorCommand[] Others)
{
    public double MinimumAzimuth { get; init; } = -180;

    public double MaximumAzimuth { get; init; } = 540;

    public double MinimumElevation { get; init; } = -90;

    public double MaximumElevation { get; init; } = 190;

    public bool HasElevation { get; init; } = true;

    public bool HasAzimuthAlone { get; init; }

    /// <summary>Whether replies can be found in noise; rotctld's plain numbers cannot, they need the order of TCP.</summary>
    public bool StandsNoise { get; init; } = true;

    public static readonly RotatorProtocol[] All =
    [
        Gs232(Gs232Model.A),
        Gs232(Gs232Model.B),
        Easycomm(2, []),
        Easycomm(3,
            [
                new RotatorCommand.AskStatus(), new RotatorCommand.AskErrors(),
                new RotatorCommand.Move(RotatorDirection.Up, 4.9), new RotatorCommand.Move(RotatorDirection.Left, 0.001),
            ]),
        new("rot1prog", () => new SpidHost(SpidModel.Rot1Prog), () => new SpidDevice(SpidModel.Rot1Prog), 1, 1,
            [new RotatorCommand.Stop(), new RotatorCommand.AskPosition()])
        {
            HasElevation = false,
            HasAzimuthAlone = true,
        },
        Rot2(1), Rot2(2), Rot2(4), Rot2(10),
        Rotctld(true), Rotctld(false),
    ];

    public RotatorCommand Turn(Random random)
    {
        var (azimuth, elevation) = Angles(random);
        return HasElevation && !(HasAzimuthAlone && random.Next(4) == 0)
            ? new RotatorCommand.SetPosition(azimuth, elevation)
            : new RotatorCommand.SetAzimuth(azimuth);
    }

    public RotatorReply.Position Somewhere(Random random)
    {
        var (azimuth, elevation) = Angles(random);
        return new RotatorReply.Position(azimuth, HasElevation ? elevation : null);
    }

    private (double Azimuth, double Elevation) Angles(Random random) =>
        (MinimumAzimuth + random.NextDouble() * (MaximumAzimuth - MinimumAzimuth), MinimumElevation + random.NextDouble() * (MaximumElevation - MinimumElevation));

    private static RotatorProtocol Gs232(Gs232Model model) => new("gs232" + model, () => new Gs232Host(), () => new Gs232Device(model), 1, 1,
        [
            new RotatorCommand.Stop(), new RotatorCommand.Stop(RotatorAxes.Azimuth), new RotatorCommand.Stop(RotatorAxes.Elevation), new RotatorCommand.AskPosition(),
            .. Moves(), new RotatorCommand.SetSpeed(1), new RotatorCommand.SetSpeed(4),
        ])
    {
        MinimumAzimuth = 0,
        MaximumAzimuth = 450,
        MinimumElevation = 0,
        MaximumElevation = 180,
        HasAzimuthAlone = true,
    };

    private static RotatorProtocol Easycomm(int version, RotatorCommand[] more) => new(
        "easycomm" + version, () => new EasycommHost(version), () => new EasycommDevice(version), 0.1, 0.1,
        [
            new RotatorCommand.Stop(), new RotatorCommand.Stop(RotatorAxes.Azimuth), new RotatorCommand.Stop(RotatorAxes.Elevation), new RotatorCommand.SetElevation(12.5),
            new RotatorCommand.AskPosition(), new RotatorCommand.AskPosition(RotatorAxes.Azimuth), new RotatorCommand.AskPosition(RotatorAxes.Elevation),
            new RotatorCommand.Park(), new RotatorCommand.AskInfo(), .. Moves(), .. more,
        ])
    {
        HasAzimuthAlone = true,
    };

    private static RotatorProtocol Rot2(int pulses) => new(
        "rot2prog-" + pulses, () => new SpidHost(SpidModel.Rot2Prog, pulses), () => new SpidDevice(SpidModel.Rot2Prog, pulses), 1.0 / pulses, 0.1,
        [new RotatorCommand.Stop(), new RotatorCommand.AskPosition()]);

    private static RotatorProtocol Rotctld(bool extended) => new(
        "rotctld" + (extended ? "+" : ""), () => new RotctldHost(extended), () => new RotctldDevice(), 0.01, 0.01,
        [
            new RotatorCommand.Stop(), new RotatorCommand.AskPosition(), new RotatorCommand.Park(), new RotatorCommand.AskInfo(), new RotatorCommand.AskLimits(),
            new RotatorCommand.Move(RotatorDirection.Right, Percent: 50), .. Moves(),
        ])
    {
        StandsNoise = extended,
    };

    private static RotatorCommand[] Moves() => [.. Enum.GetValues<RotatorDirection>().Select(d => new RotatorCommand.Move(d))];
}
