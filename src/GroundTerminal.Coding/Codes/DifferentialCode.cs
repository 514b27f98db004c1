namespace GroundTerminal.Coding.Codes;

/// <summary>NRZ-M and NRZ-S (NRZI), both ways, on bits and on soft symbols. The last level is kept between calls. An inverted stream decodes to the same bits.</summary>
/// <remarks>IRIG Standard 106, appendix C. One object either encodes or decodes; a wrong symbol is two wrong bits.</remarks>
public sealed class DifferentialCode
{
    private readonly int _zeroChanges;
    private int _level;
    private float _last = -float.MaxValue;

    /// <param name="kind">Which bit is a change.</param>
    public DifferentialCode(DifferentialKind kind) => _zeroChanges = kind == DifferentialKind.Space ? 1 : 0;

    /// <summary>The level before the first is 0.</summary>
    public void Reset() => (_level, _last) = (0, -float.MaxValue);

    /// <summary>Encodes bits, one a byte, 0 or 1, to levels in place.</summary>
    public void EncodeBits(Span<byte> bits)
    {
        foreach (ref var bit in bits)
        {
            _level ^= (bit & 1) ^ _zeroChanges;
            bit = (byte)_level;
        }
    }

    /// <summary>Decodes levels, one a byte, 0 or 1, to bits in place.</summary>
    public void DecodeBits(Span<byte> levels)
    {
        foreach (ref var level in levels)
        {
            var change = (level ^ _level) & 1;
            _level = level & 1;
            level = (byte)(change ^ _zeroChanges);
        }
    }

    /// <summary>Decodes packed levels, most significant bit first, in place.</summary>
    public void Decode(Span<byte> packed)
    {
        foreach (ref var octet in packed)
        {
            var before = (octet >> 1) | (_level << 7);
            _level = octet & 1;
            octet = (byte)(octet ^ before ^ -_zeroChanges);
        }
    }

    /// <summary>Encodes packed bits, most significant bit first, to levels in place.</summary>
    public void Encode(Span<byte> packed)
    {
        foreach (ref var octet in packed)
        {
            var sum = octet ^ (-_zeroChanges & 0xFF) ^ (_level << 7);
            sum ^= sum >> 1;
            sum ^= sum >> 2;
            sum ^= sum >> 4;
            octet = (byte)sum;
            _level = sum & 1;
        }
    }

    /// <summary>Decodes soft levels in place: the sign says whether the level changed, the magnitude is the lesser of the two levels'. NaN is an erasure.</summary>
    /// <remarks>The min-sum form of the soft exclusive or (J. Hagenauer, E. Offer, L. Papke, IEEE Trans. Inf. Theory IT-42, 1996, eq. 12).</remarks>
    public void DecodeSoft(Span<float> levels)
    {
        foreach (ref var level in levels)
        {
            var now = float.IsNaN(level) ? 0 : level;
            var one = ((now > 0) != (_last > 0)) != (_zeroChanges != 0);
            var magnitude = Math.Min(Math.Abs(now), Math.Abs(_last));
            _last = now;
            level = one ? magnitude : -magnitude;
        }
    }
}
