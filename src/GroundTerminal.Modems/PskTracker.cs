using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Follows a signal that was found: mixes, filters at the symbols' instants, keeps timing and carrier, and hands out symbols on their rails.</summary>
internal sealed class PskTracker
{
    /// <summary>Frequency left to the loop before the mixer takes it over, cycles a symbol.</summary>
    private const double MostLeft = 2e-4;
    private const int Spare = 2048;
    private readonly PskKind _kind;
    private readonly PskFilterBank _bank;
    private readonly PskMixer _mixer = new();
    private readonly PskBlock _block = new();
    private readonly double _cosineScale, _sineScale;
    private readonly Complex32[] _mixed;
    private int _filled;
    private long _base;
    private double _next;
    private long _retuneAt = long.MaxValue;
    private double _retuneBy;

    /// <param name="kind">Constellation.</param>
    /// <param name="pulse">Pulse.</param>
    /// <param name="bank">Its filter.</param>
    /// <param name="samplesPerSymbol">Nominal.</param>
    public PskTracker(PskKind kind, PskPulse pulse, PskFilterBank bank, double samplesPerSymbol)
    {
        (_kind, _bank) = (kind, bank);
        (Carrier, Clock, Levels) = (new PskCarrierLoop(kind), new PskTimingLoop(samplesPerSymbol), new PskLevels(kind, pulse.Losses));
        (_cosineScale, _sineScale) = TimingScales(pulse);
        var need = (int)(((PskBlock.Symbols + 2) * samplesPerSymbol * 1.01) + bank.Before + bank.After);
        _mixed = new Complex32[(2 * need) + Spare];
    }

    public PskCarrierLoop Carrier { get; }

    public PskTimingLoop Clock { get; }

    public PskLevels Levels { get; }

    /// <summary>Symbols handed out last: the real rail, or a symbol's real parts.</summary>
    public ReadOnlySpan<float> Re => _block.OnRe;

    /// <summary>The imaginary rail, half a symbol later for offset keying.</summary>
    public ReadOnlySpan<float> Im => PskBlock.IsOffset(_kind) ? _block.MidIm : _block.OnIm;

    /// <summary>Sample at which the block handed out last begins.</summary>
    public double BlockStart { get; private set; }

    /// <summary>Samples a symbol in it.</summary>
    public double BlockPeriod { get; private set; }

    /// <summary>Sample from which on the signal has probably been gone, where it is lost.</summary>
    public double GoneFrom => BlockStart + ((1 - Carrier.BlocksGone) * PskBlock.Symbols * BlockPeriod);

    /// <summary>Carrier, cycles a sample.</summary>
    public double Frequency => _mixer.Frequency + ((Carrier.Frequency + _retuneBy) / Clock.Period);

    /// <summary>What the line at the symbol rate is times for signals with this pulse, per unit of a symbol's power: cosine and sine.</summary>
    public static (double Cosine, double Sine) TimingScales(PskPulse pulse)
    {
        const int Reach = 6;
        double cosine = 0, sine = 0;
        for (var k = -Reach; k <= Reach; k++)
        {
            var (on, half) = (pulse.Through(k), pulse.Through(k + 0.5));
            cosine += (on * on) - (half * half);
            // A quarter of a symbol early: the transition's value times the step between the symbols beside it.
            sine += pulse.Through(k + 0.25) * (pulse.Through(k + 0.75) - pulse.Through(k - 0.25));
        }
        return (cosine, sine);
    }

    /// <summary>Begins at a sample.</summary>
    public void Start(long sample, in PskLock found)
    {
        _mixer.Reset();
        _mixer.Tune(found.Frequency);
        _block.Reset();
        Carrier.Start(found);
        Clock.Start(found);
        Levels.Reset();
        // The filter reaches before the first sample: zeros.
        _mixed.AsSpan(0, _bank.Before + 1).Clear();
        _filled = _bank.Before + 1;
        _base = sample - _filled;
        _next = found.First + _filled;
        (_retuneAt, _retuneBy) = (long.MaxValue, 0);
    }

    /// <summary>Takes samples until a block is ready; false where they are all taken and none is.</summary>
    public bool Next(ref ReadOnlySpan<Complex32> samples)
    {
        var need = (int)(_next + ((PskBlock.Symbols - 0.5) * Clock.Period)) + _bank.After + 1;
        while (_filled < need)
        {
            if (samples.IsEmpty)
                return false;
            if (need > _mixed.Length)
                need -= Slide();
            var n = Math.Min(samples.Length, _mixed.Length - _filled);
            _mixer.Process(samples[..n], _mixed.AsSpan(_filled, n));
            _filled += n;
            samples = samples[n..];
        }
        Take();
        return true;
    }

    /// <summary>Lets the mixer take over what the loop has found; for the end of a piece of input.</summary>
    public void Retune()
    {
        if (_retuneAt != long.MaxValue || Math.Abs(Carrier.Frequency) < MostLeft)
            return;
        _retuneBy = Carrier.Frequency;
        _retuneAt = _base + _filled;
        _mixer.Tune(_mixer.Frequency + (_retuneBy / Clock.Period));
        _retuneBy = -_retuneBy;
    }

    private int Slide()
    {
        var drop = (int)_next - _bank.Before - 1;
        _mixed.AsSpan(drop, _filled - drop).CopyTo(_mixed);
        (_filled, _base, _next) = (_filled - drop, _base + drop, _next - drop);
        return drop;
    }

    private void Take()
    {
        if (_base + _next >= _retuneAt)
        {
            Carrier.Retune(-_retuneBy);
            (_retuneAt, _retuneBy) = (long.MaxValue, 0);
        }
        var period = Clock.Period;
        (BlockStart, BlockPeriod) = (_base + _next, period);
        var samples = _mixed.AsSpan(0, _filled);
        _bank.Read(samples, _next, period, _block.OnRe, _block.OnIm);
        _bank.Read(samples, _next + (period / 2), period, _block.MidRe, _block.MidIm);
        var later = Recover();
        _next += (PskBlock.Symbols * period) + later;
    }

    private double Recover()
    {
        var offset = PskBlock.IsOffset(_kind);
        double later;
        if (offset)
        {
            Carrier.Process(_block);
            var (cosine, sine) = _block.OffsetTiming();
            later = Clock.Follow(cosine / _cosineScale, sine / _sineScale);
        }
        else
        {
            var (cosine, sine) = _block.Timing();
            later = Clock.Follow(cosine / _cosineScale, sine / _sineScale);
            Carrier.Process(_block);
        }
        var (magnitude, second, fourth) = _block.Levels(offset, _kind == PskKind.Binary);
        Levels.Add(magnitude, second, fourth);
        return later;
    }
}
