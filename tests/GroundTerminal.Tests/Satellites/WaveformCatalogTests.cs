using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Devices;
using GroundTerminal.Satellites;

namespace GroundTerminal.Tests.Satellites;

public class WaveformCatalogTests
{
    [Fact]
    public void Names_are_unique_and_found() => Assert.All(WaveformCatalog.All, w => Assert.Same(w, WaveformCatalog.Get(w.Name.ToUpperInvariant())));

    [Fact]
    public void What_they_name_is_built() => Assert.All(WaveformCatalog.All, w =>
    {
        Assert.Null(TransmitterSupport.WhyNot(w));
        var framing = TransmitterFraming.Of(w);
        Assert.NotNull(FramingCatalog.Find(framing.Name)!.CreateDeframer(framing.Options));
        Assert.NotNull(FramingCatalog.Find(framing.Name)!.CreateFramer!(framing.Options));
        Assert.True(w.Transport.Length == 0 || TransportCatalog.Find(w.Transport) is not null);
    });

    [Fact]
    public void A_satellite_has_the_waveform_that_its_line_names()
    {
        var lrpt = Assert.Single(SatelliteCatalog.LoadBuiltIn().Get("40069").Transmitters);
        Assert.Equal(WaveformCatalog.Get("lrpt-72k") with { Name = "LRPT", FrequencyHz = 137.1e6 }, lrpt);
    }

    [Fact]
    public void Ccsds_stands_for_everything_by_hand_and_other_names_are_refused()
    {
        Assert.Null(WaveformCatalog.ProfileOf(null));
        Assert.Null(WaveformCatalog.ProfileOf("CCSDS"));
        Assert.StartsWith("--waveform hrtp: is not known; expected ccsds, lrpt-72k, ", Assert.Throws<InputException>(() => WaveformCatalog.ProfileOf("hrtp")).Message, StringComparison.Ordinal);
    }
}
