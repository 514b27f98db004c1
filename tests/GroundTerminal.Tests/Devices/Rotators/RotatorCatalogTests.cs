using GroundTerminal.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Rotators;

public sealed class RotatorCatalogTests
{
    [Fact]
    public void Names_and_aliases_are_unique()
    {
        string[] names = [.. RotatorCatalog.All.Select(d => d.Name), .. RotatorCatalog.All.Select(d => d.Alias).Where(a => a.Length > 0)];
        Assert.Equal(["gs232a", "gs232b", "easycomm2", "easycomm3", "spid-rot1", "spid-rot2", "rotctld"], RotatorCatalog.All.Select(d => d.Name));
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal("gs232a", RotatorCatalog.Find("gs232")?.Name);
        Assert.Null(RotatorCatalog.Find(""));
    }

    [Fact]
    public void A_reply_is_as_long_as_it_says()
    {
        foreach (var descriptor in RotatorCatalog.All.Where(d => d.DefaultBaudRate > 0))
        {
            var device = descriptor.CreateDevice();
            var answer = device.Answer(new RotatorRequest(new RotatorCommand.AskPosition()), new RotatorReply.Position(359.9, 179.9));
            Assert.InRange(descriptor.PositionBytes - answer.Length, 0, 4);
        }
    }
}
