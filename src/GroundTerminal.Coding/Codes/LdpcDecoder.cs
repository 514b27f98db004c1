using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Soft decoder of an <see cref="LdpcCode"/>: layered belief propagation in bytes, sixteen to sixty-four checks at a time.</summary>
/// <remarks>
/// Layers: M. Mansour, N. Shanbhag, IEEE Trans. VLSI 11, 2003. A check tells its least certain bit what the others say, and all others what all say (C. Jones et al., "Approximate-min* constraint node updating for
/// LDPC code decoding", MILCOM 2003), combined by min with a correction of two straight lines for ln(1 + e⁻ˣ). It stops as soon as all checks hold; with fewer symbols than data bits that proves nothing. The result does not depend on the width of the machine's vectors. Allocates nothing after construction.
/// </remarks>
public sealed class LdpcDecoder
{
    private const int Lanes = LdpcKernel.MostLanes;

    /// <summary>Quantised units of a log-likelihood ratio of 1.</summary>
    private const int UnitsPerNat = 4;

    /// <summary>Of the correction: ln 2 in units would be 2.8.</summary>
    private const sbyte Top = 2;

    /// <summary>Greatest message: four of them do not saturate a belief; where one did, taking a message off it again would turn it.</summary>
    private const sbyte Limit = 31;
    private readonly int _maxIterations, _stride;
    private readonly float _target;
    private readonly LdpcTap[][] _rows;
    private readonly int[] _messagesOfRow, _checks;
    private readonly sbyte[] _mostKnown, _beliefs, _messages, _scratch, _received;

    /// <param name="code">The code.</param>
    /// <param name="maxIterations">At most so many passes, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxIterations"/> is below 1.</exception>
    public LdpcDecoder(LdpcCode code, int maxIterations = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        (Code, _maxIterations, _stride) = (code, maxIterations, code.Size + (3 * Lanes));
        _target = (float)(UnitsPerNat * new LdpcChannel(code.DesignEsN0Db).MeanRatio);
        _rows = [.. code.Rows.Select(edges => edges.Select(e => new LdpcTap((e.Column * _stride) + Lanes, e.Shift)).ToArray())];
        _messagesOfRow = new int[_rows.Length];
        for (var row = 1; row < _rows.Length; row++)
            _messagesOfRow[row] = _messagesOfRow[row - 1] + (_rows[row - 1].Length * code.Size);
        _checks = [.. Enumerable.Range(0, (code.Size + Lanes - 1) / Lanes).Select(i => Math.Max(0, Math.Min(i * Lanes, code.Size - Lanes)))];
        _mostKnown = [.. Enumerable.Range(0, code.Columns).Select(c => (sbyte)Math.Min(sbyte.MaxValue, (Limit * code.Rows.Sum(r => r.Count(e => e.Column == c))) - 1))];
        _beliefs = new sbyte[code.Columns * _stride];
        _messages = new sbyte[_rows.Sum(r => r.Length) * code.Size];
        _scratch = new sbyte[LdpcKernel.MostEdges * Lanes];
        _received = new sbyte[code.Columns * code.Size];
    }

    /// <summary>The code.</summary>
    public LdpcCode Code { get; }

    /// <summary>Decodes one block.</summary>
    /// <param name="symbols">CodeBits soft symbols as sent, of any scale; positive means 1, 0 and NaN are erasures.</param>
    /// <param name="data">Receives DataBits/8 bytes.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public LdpcResult Decode(ReadOnlySpan<float> symbols, Span<byte> data)
    {
        if (symbols.Length != Code.CodeBits)
            throw new ArgumentException($"{symbols.Length} symbols; a block has {Code.CodeBits}.", nameof(symbols));
        if (8 * data.Length < Code.DataBits)
            throw new ArgumentException($"{data.Length} bytes of room; {Code.DataBits / 8} are needed.", nameof(data));
        return Vector512.IsHardwareAccelerated && Code.Size >= Lanes ? Decode<LdpcLanes512>(symbols, data)
            : Vector256.IsHardwareAccelerated ? Decode<LdpcLanes256>(symbols, data) : Decode<LdpcLanes128>(symbols, data);
    }

    internal LdpcResult Decode<T>(ReadOnlySpan<float> symbols, Span<byte> data)
        where T : struct, ILdpcLanes<T>
    {
        Load(symbols);
        var (iteration, failing) = (0, true);
        while (iteration < _maxIterations && failing)
        {
            iteration++;
            for (var row = 0; row < _rows.Length; row++)
                Improve<T>(row);
            failing = IsFailing<T>();
        }
        var (corrected, known) = Decide(data[..(Code.DataBits / 8)]);
        return new(iteration, !failing && known >= Code.DataBits, corrected);
    }

    private void Improve<T>(int row)
        where T : struct, ILdpcLanes<T>
    {
        var (taps, size) = (_rows[row], Code.Size);
        var messages = _messages.AsSpan(_messagesOfRow[row]);
        foreach (var first in _checks)
        {
            for (var check = first; check < Math.Min(size, first + Lanes); check += T.Count)
                LdpcKernel.Improve<T>(_beliefs, taps, messages, _scratch, size, check, Top, Limit);
        }
    }

    /// <summary>Whether a check does not hold.</summary>
    private bool IsFailing<T>()
        where T : struct, ILdpcLanes<T>
    {
        var size = Code.Size;
        foreach (var taps in _rows)
        {
            foreach (var first in _checks)
            {
                for (var check = first; check < Math.Min(size, first + Lanes); check += T.Count)
                {
                    if (LdpcKernel.AreFailing<T>(_beliefs, taps, size, check))
                        return true;
                }
            }
        }
        return false;
    }

    /// <summary>Log-likelihood ratios of 0 against 1 where symbols were sent, certainty where zeros were not, and nothing elsewhere; none so great that a bit's checks together could not turn it.</summary>
    private void Load(ReadOnlySpan<float> symbols)
    {
        _messages.AsSpan().Clear();
        _received.AsSpan().Clear();
        _received.AsSpan(0, Code.ShortenedBits).Fill(sbyte.MaxValue);
        LdpcQuantizer.Quantize(symbols[..^Code.FillBits], _target, _received.AsSpan(Code.ShortenedBits));
        for (var column = 0; column < Code.Columns; column++)
        {
            var from = _received.AsSpan(column * Code.Size, Code.Size);
            var to = _beliefs.AsSpan((column * _stride) + Lanes);
            LdpcQuantizer.Clip(from, _mostKnown[column]);
            from.CopyTo(to);
            from[..Math.Min(Lanes, Code.Size)].CopyTo(to[Code.Size..]);
        }
    }

    /// <summary>Packs the data and counts the symbols that were turned, and those that were no erasures.</summary>
    private (int Turned, int Known) Decide(Span<byte> data)
    {
        var (turned, known) = (0, 0);
        for (var column = 0; column < Code.Columns; column++)
            Take(_beliefs.AsSpan((column * _stride) + Lanes, Code.Size), _received.AsSpan(column * Code.Size, Code.Size), ref turned, ref known);
        var signs = MemoryMarshal.Cast<sbyte, ulong>(_received.AsSpan(Code.ShortenedBits, Code.DataBits));
        for (var i = 0; i < data.Length; i++)
            data[i] = (byte)(((BinaryPrimitives.ReverseEndianness(signs[i]) & 0x8080808080808080UL) * 0x0002040810204081UL) >> 56);
        return (turned, known);
    }

    /// <summary>Puts the beliefs in place of what was received; counts what was there, and what has another sign.</summary>
    private static void Take(ReadOnlySpan<sbyte> beliefs, Span<sbyte> received, ref int turned, ref int known)
    {
        var i = 0;
        for (; i <= received.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
        {
            var (now, was) = (Vector128.Create(beliefs[i..]), Vector128.Create((ReadOnlySpan<sbyte>)received[i..]));
            var there = ~Vector128.Equals(was, Vector128<sbyte>.Zero);
            known += BitOperations.PopCount(there.ExtractMostSignificantBits());
            turned += BitOperations.PopCount(((now ^ was) & there).ExtractMostSignificantBits());
            now.CopyTo(received[i..]);
        }
        for (; i < received.Length; i++)
        {
            known += received[i] != 0 ? 1 : 0;
            turned += received[i] != 0 && (received[i] ^ beliefs[i]) < 0 ? 1 : 0;
            received[i] = beliefs[i];
        }
    }
}
