using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Satellites;

namespace GroundTerminal.Tests.Satellites;

public class WaveformCatalogTests
{
    [Fact]
    public void Names_are_unique_and_found() => Assert.All(WaveformCatalog.All, w => Assert.Same(w, WaveformCatalog.Find(w.Name)));

    [Fact]
    public void What_they_name_is_built() => Assert.All(WaveformCatalog.All, w =>
    {
        Assert.NotNull(FramingCatalog.Find(w.Framing.Name)!.CreateDeframer(w.Framing.Options));
        Assert.NotNull(FramingCatalog.Find(w.Framing.Name)!.CreateFramer!(w.Framing.Options));
        Assert.True(w.Transport is null || TransportCatalog.Find(w.Transport) is not null);
    });
}
