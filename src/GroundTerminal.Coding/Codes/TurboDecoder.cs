using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Iterative soft decoder of a <see cref="TurboCode"/>: log-MAP of both component codes in turn, 32 windows of the trellis at once.</summary>
/// <remarks>
/// L. Bahl et al., IEEE Trans. Inf. Theory 20, 1974; correction by two straight lines: J.-F. Cheng, T. Ottosson, "Linearly approximated log-MAP algorithms for turbo decoding", VTC 2000. A window begins with the
/// metrics with which its neighbour ended in the pass before (J. Dielissen, J. Huisken, "State vector reduction for initialization of sliding windows MAP", 2nd Int. Symp. Turbo Codes, 2000). It stops as soon as two passes change no decision of
/// the pass of the other code before them. The result does not depend on the width of the machine's vectors. Allocates nothing after construction.
/// </remarks>
public sealed class TurboDecoder
{
    private const int Windows = TurboKernel.Windows, States = TurboKernel.States;
    private const int UnitsPerNat = 8;

    /// <summary>Passes that must agree with the one before: after one alone 13 frames of 600 still had wrong bits at rate 1/2 and Eb/N0 = 1.2 dB, after two one.</summary>
    private const int Agreeing = 2;

    /// <summary>A state that is surely not there.</summary>
    private const short Impossible = -4000;

    /// <summary>A bit that is surely 0: before the first step, so that all windows have as many steps.</summary>
    private const short Certain = 511;
    private readonly int _maxHalfIterations, _steps, _slack;
    private readonly float _target;
    private readonly Component _a, _b;
    private readonly short[] _place, _data, _scratch, _metrics;
    private readonly sbyte[] _received;
    private readonly byte[] _bits, _encoded;
    private readonly TurboEncoder _encoder;

    /// <param name="code">The code.</param>
    /// <param name="maxIterations">At most so many passes of each component code, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxIterations"/> is below 1.</exception>
    public TurboDecoder(TurboCode code, int maxIterations = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        (Code, _maxHalfIterations, _steps) = (code, 2 * maxIterations, (code.Steps + Windows - 1) / Windows);
        _slack = (_steps * Windows) - code.Steps;
        _target = (float)(UnitsPerNat / 2.0 * new LdpcChannel(code.DesignEsN0Db).MeanRatio);
        _place = [.. Enumerable.Range(0, code.Steps).Select(step => (short)Place(step))];
        (_a, _b) = (new Component(_steps), new Component(_steps));
        for (var i = 0; i < code.DataBits; i++)
        {
            _b.From[Place(i)] = (short)Place(code.Order[i]);
            _a.From[Place(code.Order[i])] = (short)Place(i);
        }
        _data = new short[_steps * Windows];
        _scratch = new short[States * Windows];
        _metrics = new short[(_steps + 1) * States * Windows];
        _received = new sbyte[code.CodeBits];
        (_bits, _encoded) = (new byte[code.DataBits], new byte[code.CodeBits]);
        _encoder = new TurboEncoder(code);
    }

    /// <summary>The code.</summary>
    public TurboCode Code { get; }

    /// <summary>Decodes one block.</summary>
    /// <param name="symbols">CodeBits soft symbols as sent, of any scale; positive means 1, 0 and NaN are erasures.</param>
    /// <param name="data">Receives DataBits/8 bytes.</param>
    /// <param name="maxIterations">Gives this block no more passes than that; at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public TurboResult Decode(ReadOnlySpan<float> symbols, Span<byte> data, int maxIterations = int.MaxValue)
    {
        if (symbols.Length != Code.CodeBits)
            throw new ArgumentException($"{symbols.Length} symbols; a block has {Code.CodeBits}.", nameof(symbols));
        if (8 * data.Length < Code.DataBits)
            throw new ArgumentException($"{data.Length} bytes of room; {Code.DataBits / 8} are needed.", nameof(data));
        return Vector512.IsHardwareAccelerated ? Decode<TurboLanes512>(symbols, data, maxIterations)
            : Vector256.IsHardwareAccelerated ? Decode<TurboLanes256>(symbols, data, maxIterations) : Decode<TurboLanes128>(symbols, data, maxIterations);
    }

    internal TurboResult Decode<T>(ReadOnlySpan<float> symbols, Span<byte> data, int maxIterations = int.MaxValue)
        where T : struct, ITurboLanes<T>
    {
        Load(symbols);
        var (half, agreeing, most) = (0, 0, Math.Min(_maxHalfIterations, 2L * maxIterations));
        for (; half < most && agreeing < Agreeing; half++)
        {
            var (own, other) = (half & 1) == 0 ? (_a, _b) : (_b, _a);
            Gather(own, other);
            agreeing = Improve<T>(own) ? 0 : agreeing + 1;
        }
        return Decide((half & 1) == 0 ? _b : _a, half, agreeing > 0, data[..(Code.DataBits / 8)]);
    }

    /// <summary>Where a step of the trellis stands: the windows side by side, the slack before them.</summary>
    private int Place(int step)
    {
        var (window, inWindow) = Math.DivRem(step + _slack, _steps);
        return (inWindow * Windows) + window;
    }

    /// <summary>What is known of the data bits from the channel and from the other code, in this code's order.</summary>
    private void Gather(Component own, Component other)
    {
        var (from, said, channel, data) = (own.From, other.Extrinsic, own.Channel, _data);
        for (var i = 0; i < data.Length && i < from.Length && i < channel.Length; i++)
            data[i] = (short)(channel[i] + said[from[i]]);
    }

    /// <returns>False where no decision changed.</returns>
    private bool Improve<T>(Component own)
        where T : struct, ITurboLanes<T>
    {
        var changed = false;
        own.First.CopyTo(_metrics, 0);
        own.Last.CopyTo(own.Backward, 0);
        for (var window = 0; window < Windows; window += T.Count)
        {
            TurboKernel.Forward<T>(_data, own.Parities, _metrics, _scratch, window);
            changed |= TurboKernel.Backward<T>(_data, own.Parities, _metrics, own.Extrinsic, own.Backward, _scratch, window);
        }
        own.Hand(_metrics.AsSpan(_steps * States * Windows));
        return changed;
    }

    /// <summary>Puts the symbols where the component codes take them.</summary>
    private void Load(ReadOnlySpan<float> symbols)
    {
        LdpcQuantizer.Quantize(symbols, _target, _received);
        _a.Clear();
        _b.Clear();
        for (var i = -_slack; i < 0; i++)
            _a.Channel[Place(i)] = _b.Channel[Place(i)] = Certain;
        var (at, size) = (0, _data.Length);
        for (var step = 0; step < Code.Steps; step++)
        {
            var place = _place[step];
            foreach (var output in Code.Sent(step))
            {
                var value = _received[at++];
                if (output == 0)
                    _a.Channel[place] = value;
                else if (output <= TurboCode.Parities)
                    _a.Parities[((output - 1) * size) + place] = value;
                else
                    _b.Parities[((output - 1 - TurboCode.Parities) * size) + place] = value;
            }
        }
        for (var step = 0; step < Code.DataBits; step++)
            _b.Channel[_place[step]] = _a.Channel[_place[Code.Order[step]]];
    }

    /// <summary>Packs the data and compares with its code word.</summary>
    private TurboResult Decide(Component last, int half, bool converged, Span<byte> data)
    {
        for (var step = 0; step < Code.DataBits; step++)
        {
            var place = _place[step];
            _bits[ReferenceEquals(last, _a) ? step : Code.Order[step]] = (byte)(_data[place] + last.Extrinsic[place] < 0 ? 1 : 0);
        }
        for (var i = 0; i < data.Length; i++)
        {
            var octet = 0;
            foreach (var bit in _bits.AsSpan(8 * i, 8))
                octet = (octet << 1) | bit;
            data[i] = (byte)octet;
        }
        _encoder.Encode(data, _encoded);
        var (wrong, present) = (0, 0);
        for (var i = 0; i < _encoded.Length; i++)
        {
            present += _received[i] != 0 ? 1 : 0;
            wrong += _encoded[i] != 0 ? _received[i] > 0 ? 1 : 0 : _received[i] < 0 ? 1 : 0;
        }
        return new(half, converged, wrong, present);
    }

    /// <summary>What belongs to one component code; the last place of its values is that of nothing.</summary>
    private sealed class Component
    {
        public Component(int steps)
        {
            var size = steps * Windows;
            (Channel, Parities, Extrinsic) = (new short[size], new short[TurboCode.Parities * size], new short[size + 1]);
            (First, Last, Backward) = (new short[States * Windows], new short[States * Windows], new short[2 * States * Windows]);
            From = new short[size];
            From.AsSpan().Fill((short)size);
        }

        public short[] Channel { get; }

        public short[] Parities { get; }

        public short[] Extrinsic { get; }

        /// <summary>Where the other code has each data bit.</summary>
        public short[] From { get; }

        /// <summary>Metrics of the states before and after each window.</summary>
        public short[] First { get; }

        public short[] Last { get; }

        public short[] Backward { get; }

        /// <summary>Before the first symbol: the code begins and ends in state 0, and nothing is known between.</summary>
        public void Clear()
        {
            foreach (var values in (ReadOnlySpan<short[]>)[Channel, Parities, Extrinsic, First, Last])
                values.AsSpan().Clear();
            for (var state = 1; state < States; state++)
                First[state * Windows] = Last[(state * Windows) + Windows - 1] = Impossible;
        }

        /// <summary>Hands the metrics at the ends of the windows to their neighbours.</summary>
        public void Hand(ReadOnlySpan<short> forward)
        {
            for (var state = 0; state < States; state++)
            {
                forward.Slice(state * Windows, Windows - 1).CopyTo(First.AsSpan((state * Windows) + 1));
                Backward.AsSpan((state * Windows) + 1, Windows - 1).CopyTo(Last.AsSpan(state * Windows));
            }
        }
    }
}
