using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Station;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Emulator;

public class EmulatedRadioContractTests : RadioContract
{
    private static readonly EmulatedRadioOptions Options = new()
    {
        SampleRateHz = 250e3,
        CenterFrequencyHz = 437e6,
        Pace = null,
        Transmitters =
        [
            new EmulatedTransmitterOptions
            {
                Name = "fsk",
                Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH" },
                FrequencyHz = 437.04e6,
                CarrierToNoiseDbHz = 60,
                FirstFrameSeconds = 0.01,
            },
        ],
    };

    protected override IRadio Create(int samples) => new EmulatedRadio(Options with { DurationSeconds = samples / 250e3 }, TimeProvider.System);

    protected override IRadio? CreateSlow() => new EmulatedRadio(Options with { Pace = 1e-4 }, TimeProvider.System);
}
