namespace GroundTerminal.Coding.Framing;

/// <summary>Where the receiver's symbol clock may have slipped by one symbol inside an AO-40 packet, by what the sync symbols, spread over all of it, say.</summary>
/// <remarks>
/// For each gap between two sync symbols, the symbols before or those behind it are read one place earlier or later; the correlation of the sync vector orders these readings. The true place is known to
/// a few columns of the interleaver then, whose wrong symbols Viterbi sees far apart.
/// </remarks>
internal sealed class Ao40SlipSearch(Ao40Layout layout)
{
    private const int Tries = 6;
    private readonly float[] _gains = new float[Tries];
    private readonly Reading[] _readings = new Reading[Tries];
    private readonly float[] _mended = new float[layout.Symbols];

    /// <summary>Readings found, the best first.</summary>
    public int Count { get; private set; }

    /// <summary>Orders the readings of a packet.</summary>
    public void Find(ReadOnlySpan<float> packet, bool inverted)
    {
        Count = 0;
        for (var shift = -1; shift <= 1; shift += 2)
        {
            float before = 0, behind = 0;
            for (var k = 1; k < layout.Sync.Length; k++)
                behind += Gain(packet, k, shift, inverted);
            for (var k = 1; k < layout.Sync.Length; k++)
            {
                before += Gain(packet, k - 1, shift, inverted);
                Add(before, new Reading((k * layout.Step) - (layout.Step / 2), shift, true));
                Add(behind, new Reading((k * layout.Step) - (layout.Step / 2), shift, false));
                behind -= Gain(packet, k, shift, inverted);
            }
        }
    }

    /// <summary>The packet in one of the readings; symbols that it lacks are erased.</summary>
    public ReadOnlySpan<float> Read(ReadOnlySpan<float> packet, int reading)
    {
        var (place, shift, before) = _readings[reading];
        for (var i = 0; i < _mended.Length; i++)
        {
            var from = i < place == before ? i + shift : i;
            _mended[i] = (uint)from < (uint)packet.Length ? packet[from] : 0;
        }
        return _mended;
    }

    private float Gain(ReadOnlySpan<float> packet, int k, int shift, bool inverted)
    {
        var at = k * layout.Step;
        var shifted = (uint)(at + shift) < (uint)packet.Length ? packet[at + shift] : 0;
        var gain = shifted - packet[at];
        return layout.Sync[k] != 0 != inverted ? gain : -gain;
    }

    private void Add(float gain, Reading reading)
    {
        if (!(gain > 0) || (Count == Tries && !(gain > _gains[^1])))
            return;
        var place = Count < Tries ? Count++ : Tries - 1;
        for (; place > 0 && gain > _gains[place - 1]; place--)
            (_gains[place], _readings[place]) = (_gains[place - 1], _readings[place - 1]);
        (_gains[place], _readings[place]) = (gain, reading);
    }

    private readonly record struct Reading(int Place, int Shift, bool Before);
}
