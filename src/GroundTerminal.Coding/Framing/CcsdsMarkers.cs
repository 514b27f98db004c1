using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The sync marker of contiguous frames at each place of the puncturing pattern that it can begin at, and how many symbols so many bits become from there. Immutable.</summary>
/// <remarks>CCSDS 131.0-B-5 §3.4: the pattern runs on from frame to frame, so that with frames of a multiple of its steps all markers look alike, and else each differs from the one before in a known way. A code that is not punctured, or none, has one place.</remarks>
internal sealed class CcsdsMarkers
{
    private readonly ConvolutionalCode? _code;
    private readonly SyncWord[] _words;

    /// <param name="code">Null where there is none.</param>
    /// <param name="differential">True where the bits are NRZ-M coded before it.</param>
    /// <param name="falseAlarmRate">Of each marker.</param>
    public CcsdsMarkers(ConvolutionalCode? code, bool differential, double falseAlarmRate)
    {
        _code = code;
        _words = [.. Enumerable.Range(0, code?.StepsPerPeriod ?? 1).Select(phase => code is null ? CcsdsSyncMarker.Plain(differential, falseAlarmRate) : CcsdsSyncMarker.Encoded(code, differential, falseAlarmRate, phase))];
    }

    /// <summary>Places at which a marker may begin: steps of the pattern.</summary>
    public int Phases => _words.Length;

    /// <summary>True where there is no convolutional code.</summary>
    public bool IsPlain => _code is null;

    /// <summary>The marker that begins at a place, or the part of it that is known.</summary>
    public SyncWord this[int phase] => _words[phase];

    /// <summary>Place after so many bits.</summary>
    public int After(int phase, int bits) => (phase + bits) % Phases;

    /// <summary>Symbols that so many bits become, the first at the place given.</summary>
    public int Symbols(int phase, int bits) => _code is null ? bits : _code.SymbolCount(phase + bits) - _code.SymbolCount(phase);

    /// <summary>The same at the place where that is most.</summary>
    public int MostSymbols(int bits) => Enumerable.Range(0, Phases).Max(phase => Symbols(phase, bits));

    /// <summary>What a deframer looks for.</summary>
    /// <param name="bytes">Of a frame.</param>
    public SyncStep[] Steps(int bytes) =>
        [.. _words.Select((word, phase) => new SyncStep(word, _code is null ? 0 : CcsdsSyncMarker.UnknownSymbols(_code, phase), After(phase, CcsdsSyncMarker.Bits + (8 * bytes))))];
}
