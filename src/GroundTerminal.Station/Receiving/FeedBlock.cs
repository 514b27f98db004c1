using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>What accounts for a block of a <see cref="ChannelFeed"/>.</summary>
/// <param name="Info">Where it stands in the channel's stream: channel sample m is sample m·decimation of the radio's stream.</param>
/// <param name="Doppler">What says which shift was taken off; null where none was.</param>
/// <param name="Breaks">The channel's stream breaks off behind these samples.</param>
internal readonly record struct FeedBlock(SampleBlockInfo Info, IDopplerModel? Doppler, bool Breaks);
