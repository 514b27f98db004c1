namespace GroundTerminal.Coding.Codes;

/// <summary>The dense circulants of a code's systematic generator matrix, worked out from its parity-check matrix.</summary>
/// <remarks>CCSDS 131.0-B-5 §7.4.3 (AR4JA: W = (P⁻¹Q)ᵀ without its punctured columns) and §7.3.4 with annex C of the (8160,7136) code, whose circulants are those with the last bit of their first row zero.</remarks>
internal static class LdpcGenerator
{
    /// <summary>Parity that each column of data bits adds.</summary>
    /// <returns>By column of data and column of sent parity: parity(x) = Σ data(x)·circulant(x).</returns>
    public static LdpcCirculant[][] Of(LdpcCode code) => int.IsPow2(code.Size) ? ByPolynomials(code) : ByBits(code);

    /// <summary>Gauss–Jordan over the ring of circulants.</summary>
    private static LdpcCirculant[][] ByPolynomials(LdpcCode code)
    {
        var count = code.Rows.Count;
        var rows = code.Rows.Select(edges => Row(code, edges)).ToArray();
        for (var i = 0; i < count; i++)
        {
            var column = code.DataColumns + i;
            var pivot = Array.FindIndex(rows, i, r => r[column].IsOdd);
            (rows[i], rows[pivot]) = (rows[pivot], rows[i]);
            var inverse = rows[i][column].Inverse();
            rows[i] = [.. rows[i].Select(a => a.IsZero ? a : a.Times(inverse))];
            for (var other = 0; other < count; other++)
            {
                if (other != i && !rows[other][column].IsZero)
                    Reduce(rows[other], rows[i], rows[other][column]);
            }
        }
        return [.. Enumerable.Range(0, code.DataColumns).Select(d => rows[..(count - code.PuncturedColumns)].Select(r => r[d]).ToArray())];
    }

    private static LdpcCirculant[] Row(LdpcCode code, LdpcEdge[] edges)
    {
        var row = Enumerable.Range(0, code.Columns).Select(_ => LdpcCirculant.Zero(code.Size)).ToArray();
        foreach (var edge in edges)
            row[edge.Column] = row[edge.Column].Plus(LdpcCirculant.Monomial(code.Size, (code.Size - edge.Shift) % code.Size));
        return row;
    }

    private static void Reduce(LdpcCirculant[] row, LdpcCirculant[] pivot, LdpcCirculant factor)
    {
        for (var column = 0; column < row.Length; column++)
        {
            if (!pivot[column].IsZero)
                row[column] = row[column].Plus(factor.Times(pivot[column]));
        }
    }

    /// <summary>Solves for the parity of the first bit of each column, the last bit of each column of parity being zero.</summary>
    private static LdpcCirculant[][] ByBits(LdpcCode code)
    {
        var (parityBits, data) = ((code.Columns - code.DataColumns) * code.Size, code.DataColumns);
        var rows = Enumerable.Range(0, code.Rows.Count * code.Size).Select(i => Equation(code, i, parityBits)).ToList();
        var pivots = new ulong[parityBits][];
        for (var bit = 0; bit < parityBits; bit++)
        {
            if (bit % code.Size == code.Size - 1)
                continue;
            var pivot = rows.FindIndex(r => Has(r, bit));
            var row = pivots[bit] = rows[pivot];
            rows.RemoveAt(pivot);
            foreach (var other in rows.Concat(pivots[..bit].Where(p => p is not null)))
            {
                if (Has(other, bit))
                    Add(other, row);
            }
        }
        return [.. Enumerable.Range(0, data).Select(d => Enumerable.Range(0, parityBits / code.Size).Select(p => Solution(code.Size, pivots.AsSpan(p * code.Size, code.Size), parityBits + d)).ToArray())];
    }

    /// <summary>A check: its parity bits, then for each column of data whether its first bit is in it.</summary>
    private static ulong[] Equation(LdpcCode code, int check, int parityBits)
    {
        var equation = new ulong[LdpcCirculant.WordsOf(parityBits + code.DataColumns)];
        foreach (var edge in code.Rows[check / code.Size])
        {
            var bit = (check + edge.Shift) % code.Size;
            if (edge.Column >= code.DataColumns)
                Flip(equation, ((edge.Column - code.DataColumns) * code.Size) + bit);
            else if (bit == 0)
                Flip(equation, parityBits + edge.Column);
        }
        return equation;
    }

    private static LdpcCirculant Solution(int size, ReadOnlySpan<ulong[]> pivots, int known)
    {
        var bits = new ulong[LdpcCirculant.WordsOf(size)];
        for (var i = 0; i < size - 1; i++)
        {
            if (Has(pivots[i], known))
                Flip(bits, i);
        }
        return new(size, bits);
    }

    private static bool Has(ulong[] bits, int bit) => ((bits[bit / 64] >> (bit % 64)) & 1) != 0;

    private static void Flip(ulong[] bits, int bit) => bits[bit / 64] ^= 1UL << (bit % 64);

    private static void Add(ulong[] bits, ulong[] other)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] ^= other[i];
    }
}
