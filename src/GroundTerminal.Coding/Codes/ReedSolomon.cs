using System.Runtime.InteropServices;

namespace GroundTerminal.Coding.Codes;

/// <summary>A systematic Reed–Solomon code over GF(2^m), m ≤ 8, one symbol a byte: data first, then parity, highest power first.</summary>
/// <remarks>
/// The generator's roots are α^(rootStep·(firstRoot + i)), i = 0 to parityLength − 1. A shortened word leaves out leading symbols, which are zero. Errors and erasures by
/// Berlekamp–Massey, Chien and Forney: R. Blahut, Algebraic Codes for Data Transmission (2003), §7.4 and 7.5. Holds scratch: one thread at a time. Encoding and decoding allocate nothing.
/// </remarks>
public sealed partial class ReedSolomon
{
    private readonly GaloisField _field;
    private readonly int _firstRoot;
    private readonly ulong[] _rows;    // f times the generator without its leading 1, for each f
    private readonly int _rowWords;
    private readonly ulong[] _register;
    private readonly byte[] _atRoots;  // the powers, highest first, of each root
    private readonly byte[] _chien;    // β^(−i·power), for each i from 1 to the parity and each power
    private readonly byte[] _sums;
    private readonly byte[] _syndromes, _locator, _previous, _next, _evaluator;
    private readonly int[] _powers;    // an error's index, counted from the word's end
    private readonly byte[] _values;
    private readonly int[] _weakest;
    private int _found;

    /// <param name="fieldPolynomial">Primitive, with its leading 1: 0x187 for CCSDS, 0x11D for most others.</param>
    /// <param name="firstRoot">Power of the first root, before rootStep; libfec's fcr.</param>
    /// <param name="rootStep">Power of the field's root between two of the code's; libfec's prim.</param>
    /// <param name="parityLength">Parity symbols: twice the errors that are always corrected.</param>
    /// <param name="symbolBits">m, 2 to 8.</param>
    /// <exception cref="ArgumentException">No such code.</exception>
    public ReedSolomon(int fieldPolynomial, int firstRoot, int rootStep, int parityLength, int symbolBits = 8)
    {
        _field = new GaloisField(fieldPolynomial, rootStep, symbolBits);
        ArgumentOutOfRangeException.ThrowIfLessThan(parityLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parityLength, _field.Order);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRoot);
        _firstRoot = firstRoot % _field.Order;
        ParityLength = parityLength;
        _rowWords = (parityLength + 7) / 8;
        _rows = MakeRows();
        _register = new ulong[_rowWords];
        (_atRoots, _chien, _sums) = (new byte[parityLength * parityLength], new byte[parityLength * MaxLength], new byte[MaxLength]);
        for (var i = 0; i < parityLength; i++)
        {
            for (var j = 0; j < parityLength; j++)
                _atRoots[(j * parityLength) + i] = _field.Exp(_field.Modulo((_firstRoot + i) * (parityLength - 1 - j)));
            for (var power = 0; power < MaxLength; power++)
                _chien[(i * MaxLength) + power] = _field.Exp(_field.Modulo(-(i + 1) * power));
        }
        _syndromes = new byte[parityLength];
        (_locator, _previous, _next, _evaluator) = (new byte[parityLength + 1], new byte[parityLength + 1], new byte[parityLength + 1], new byte[parityLength + 1]);
        (_powers, _values) = (new int[parityLength], new byte[parityLength]);
        _weakest = new int[parityLength];
    }

    /// <summary>Longest word, data and parity.</summary>
    public int MaxLength => _field.Order;

    /// <summary>Parity symbols of every word.</summary>
    public int ParityLength { get; }

    /// <summary>Longest data.</summary>
    public int MaxDataLength => MaxLength - ParityLength;

    /// <summary>Computes the parity of up to <see cref="MaxDataLength"/> symbols.</summary>
    /// <param name="data">May be shorter: leading zeros then count as not sent.</param>
    /// <param name="parity"><see cref="ParityLength"/> long.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a symbol has more than m bits.</exception>
    public void Encode(ReadOnlySpan<byte> data, Span<byte> parity)
    {
        if (data.Length > MaxDataLength || parity.Length != ParityLength)
            throw new ArgumentException($"{data.Length} data and {parity.Length} parity symbols; at most {MaxDataLength} and exactly {ParityLength} are possible.");
        if (!AreSymbols(data))
            throw new ArgumentException($"A symbol is greater than {_field.Order}.", nameof(data));
        Divide(data);
        MemoryMarshal.AsBytes(_register.AsSpan())[..ParityLength].CopyTo(parity);
    }

    /// <summary>Corrects up to ⌊parity/2⌋ wrong symbols in place.</summary>
    /// <param name="codeword">Data followed by parity; unchanged on failure.</param>
    /// <returns>Symbols corrected, or −1: too many errors, errors in symbols that were not sent, or no word of this code by its length or its symbols.</returns>
    public int Decode(Span<byte> codeword) => Decode(codeword, []);

    /// <summary>Corrects e wrong symbols and the erased ones in place as long as 2·e + erasures ≤ parity.</summary>
    /// <param name="codeword">Data followed by parity; unchanged on failure.</param>
    /// <param name="erasures">Indices into codeword, each once, in any order. As many as there are parity symbols leave nothing to tell a right word from a wrong one.</param>
    /// <returns>Symbols changed (an erased symbol may have been right), or −1.</returns>
    public int Decode(Span<byte> codeword, ReadOnlySpan<int> erasures)
    {
        if (codeword.Length <= ParityLength || codeword.Length > MaxLength || !AreSymbols(codeword))
            return -1;
        if (!FindSyndromes(codeword))
            return 0;
        return Solve(codeword.Length, erasures) ? Correct(codeword) : -1;
    }

    private bool AreSymbols(ReadOnlySpan<byte> symbols) => _field.Order == 255 || symbols.IndexOfAnyExceptInRange((byte)0, (byte)_field.Order) < 0;

    private ulong[] MakeRows()
    {
        Span<byte> generator = stackalloc byte[ParityLength + 1]; // highest power first
        generator.Clear();
        generator[0] = 1;
        for (var i = 0; i < ParityLength; i++)
        {
            for (var j = i + 1; j > 0; j--)
                generator[j] ^= _field.MultiplyByPower(generator[j - 1], _field.Modulo(_firstRoot + i));
        }
        var rows = new ulong[(_field.Order + 1) * _rowWords];
        var bytes = MemoryMarshal.AsBytes(rows.AsSpan());
        for (var f = 0; f <= _field.Order; f++)
        {
            for (var j = 0; j < ParityLength; j++)
                bytes[(f * _rowWords * 8) + j] = _field.Multiply(f, generator[j + 1]);
        }
        return rows;
    }

    /// <summary>Leaves data·x^parity modulo the generator in the register, highest power in its first byte.</summary>
    private void Divide(ReadOnlySpan<byte> data)
    {
        if (_rowWords == 4)
        {
            DivideByFourWords(data);
            return;
        }
        var register = _register.AsSpan(0, _rowWords);
        register.Clear();
        foreach (var symbol in data)
        {
            var row = _rows.AsSpan((byte)(symbol ^ register[0]) * _rowWords, register.Length);
            for (var w = 0; w < register.Length - 1; w++)
                register[w] = ((register[w] >> 8) | (register[w + 1] << 56)) ^ row[w];
            register[^1] = (register[^1] >> 8) ^ row[^1];
        }
    }

    /// <summary>The same for 25 to 32 parity symbols, with the register in registers.</summary>
    private void DivideByFourWords(ReadOnlySpan<byte> data)
    {
        ulong a = 0, b = 0, c = 0, d = 0;
        ReadOnlySpan<ulong> rows = _rows;
        foreach (var symbol in data)
        {
            var row = rows.Slice((byte)(symbol ^ a) * 4, 4);
            a = ((a >> 8) | (b << 56)) ^ row[0];
            b = ((b >> 8) | (c << 56)) ^ row[1];
            c = ((c >> 8) | (d << 56)) ^ row[2];
            d = (d >> 8) ^ row[3];
        }
        (_register[0], _register[1], _register[2], _register[3]) = (a, b, c, d);
    }

    /// <summary>The remainder has the syndromes of the whole word but is only as long as the parity, and is zero where there is no error.</summary>
    /// <returns>False where there is no error.</returns>
    private bool FindSyndromes(ReadOnlySpan<byte> codeword)
    {
        Divide(codeword[..^ParityLength]);
        var remainder = MemoryMarshal.AsBytes(_register.AsSpan())[..ParityLength];
        var sent = codeword[^ParityLength..];
        if (remainder.SequenceEqual(sent))
            return false;
        _syndromes.AsSpan().Clear();
        for (var j = 0; j < remainder.Length; j++)
            _field.AddProduct(_syndromes, remainder[j] ^ sent[j], _atRoots.AsSpan(j * ParityLength, ParityLength));
        return true;
    }
}
