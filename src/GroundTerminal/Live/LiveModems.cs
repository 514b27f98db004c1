using GroundTerminal.Configuration;
using GroundTerminal.Delivery;
using GroundTerminal.Devices;
using GroundTerminal.Devices.PluginModems;
using GroundTerminal.Modems;
using GroundTerminal.Station;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>The channels of a running station that a modem of the user's own demodulates.</summary>
public sealed class LiveModems : IAsyncDisposable
{
    private const int QueuedFrames = 64;
    private readonly List<IAsyncDisposable> _servers = [];
    private readonly LiveNotes _notes = new();

    /// <summary>What an operator should know.</summary>
    public IReadOnlyList<string> Notes => _notes.All;

    /// <summary>Makes such a channel.</summary>
    /// <param name="channel">As configured, with its modem.</param>
    /// <param name="index">Its place among the station's channels.</param>
    /// <param name="radio">Where samples come from.</param>
    /// <param name="blockLength">Samples of the loop's longest block.</param>
    /// <param name="clock">The station's time.</param>
    /// <exception cref="InputException">Its modem cannot be had.</exception>
    public Channel Create(ChannelConfiguration channel, int index, IRadio radio, int blockLength, TimeProvider clock)
    {
        if (radio.SampleKind == SampleKind.Audio)
            throw new InputException($"channels: {channel.Name}: a modem needs complex samples; the radio gives audio");
        double offsetHz = StationBuilder.OffsetOf(channel, radio);
        var queue = new FrameQueue(QueuedFrames, PluginOptions.MaxFrame);
        IChannelReceiver receiver = channel.Modem switch
        {
            PluginModemConfiguration plugin => Plugin(channel, plugin, new PluginMail(queue, index, offsetHz, plugin.SampleRateHz, radio.SampleRateHz), offsetHz, radio, blockLength),
            ExternalModemConfiguration external => External(channel, external, new ExternalMail(queue, index, offsetHz, clock)),
            _ => throw new InputException($"channels: {channel.Name}: modem: {channel.Modem?.GetType().Name} is not built"),
        };
        return new Channel(channel.Name, channel.Satellite, channel.Signal.Modulation, channel.Signal.BaudRate, channel.Signal.Framing, offsetHz, receiver) { OwnFrames = queue };
    }

    /// <summary>Ends what listens; receivers are the channels'.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable server in _servers)
            await server.DisposeAsync().ConfigureAwait(false);
    }

    private PluginReceiver Plugin(ChannelConfiguration channel, PluginModemConfiguration plugin, PluginMail mail, double offsetHz, IRadio radio, int blockLength)
    {
        var options = new PluginOptions
        {
            Channel = channel.Name,
            Library = plugin.Library,
            Options = plugin.Options,
            SampleRateHz = plugin.SampleRateHz,
            CenterFrequencyHz = channel.FrequencyHz,
        };
        if (!File.Exists(plugin.Library))
            throw new InputException($"channels: {channel.Name}: modem.library: {plugin.Library} is not there");
        try
        {
            IPluginSink sink = plugin.OwnProcess ? new ProcessPluginSink(options, mail, OwnProgram(), _notes.Add) : new ThreadPluginSink(options, mail, _notes.Add);
            var tap = new SampleTapReceiver(
                new SampleTapOptions
                {
                    Name = channel.Name,
                    RadioRateHz = radio.SampleRateHz,
                    OffsetHz = offsetHz,
                    ChannelRateHz = plugin.SampleRateHz,
                    LongestBlock = blockLength,
                    HoldBack = radio.CanBeHeldBack && plugin.OwnProcess,
                },
                sink);
            return new PluginReceiver(tap, sink);
        }
        catch (Exception e) when (e is PluginException or ArgumentException)
        {
            throw new InputException($"channels: {channel.Name}: modem: {e.Message}", e);
        }
    }

    private ExternalReceiver External(ChannelConfiguration channel, ExternalModemConfiguration external, ExternalMail mail)
    {
        string key = $"channels: {channel.Name}: modem.frames";
        _servers.Add(external.Datagrams
            ? LiveParts.Listen(key, external.Endpoint, () => (IAsyncDisposable)new UdpFrameServer(external.Endpoint, PluginOptions.MaxFrame, mail.Take))
            : LiveParts.Listen(key, external.Endpoint, () => new KissTcpServer(new KissServerOptions { Endpoint = external.Endpoint, Taker = (_, _, payload) => mail.Take(payload) })));
        return new ExternalReceiver(mail);
    }

    /// <summary>This program, as it is started again: one file, or in development an assembly of dotnet's.</summary>
    private static string[] OwnProgram() => Path.GetFileName(Environment.ProcessPath) is "dotnet" or null
        ? [Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "groundterminal.dll")]
        : [Environment.ProcessPath!];
}
