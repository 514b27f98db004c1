namespace GroundTerminal.Coding.Codes;

/// <summary>The AR4JA codes of CCSDS 131.0-B-5 §7.4: accumulate, repeat by 4, jagged accumulate.</summary>
/// <remarks>
/// Their matrices are blocks of M × M, each a sum of identities and permutations π_k, row i having its one in column M/4·((θ_k + ⌊4i/M⌋) mod 4) + (φ_k(⌊4i/M⌋, M) + i) mod M/4. A block is therefore four by
/// four circulants of M/4. The rows of the third block come first here: only they can learn about the bits that are not sent before anything else has.
/// </remarks>
internal static class LdpcAr4ja
{
    private const int Quarters = 4, BlockRows = 3;

    /// <summary>A permutation (0: the identity) in a block: row of blocks, column of blocks counted from the end.</summary>
    private static readonly (int Row, int FromEnd, int Permutation)[] Terms =
    [
        (2, 5, 0), (2, 4, 5), (2, 4, 6), (2, 2, 7), (2, 2, 8), (2, 1, 0),
        (1, 5, 0), (1, 4, 0), (1, 2, 0), (1, 1, 2), (1, 1, 3), (1, 1, 4),
        (0, 3, 0), (0, 1, 0), (0, 1, 1),
        (2, 7, 0), (2, 6, 12), (2, 6, 13), (2, 6, 14), (1, 7, 9), (1, 7, 10), (1, 7, 11), (1, 6, 0),
        (2, 11, 0), (2, 10, 24), (2, 10, 25), (2, 10, 26), (2, 9, 0), (2, 8, 18), (2, 8, 19), (2, 8, 20),
        (1, 11, 21), (1, 11, 22), (1, 11, 23), (1, 10, 0), (1, 9, 15), (1, 9, 16), (1, 9, 17), (1, 8, 0),
    ];

    private static readonly (string Rate, int DataBlocks, double DesignEbN0Db)[] Rates = [("1/2", 2, 1.2), ("2/3", 4, 2.0), ("4/5", 8, 2.9)];

    public static IReadOnlyList<LdpcCode> All => field ??= [.. Rates.SelectMany(r => new[] { 1024, 4096, 16384 }.Select(k => Find(r.Rate, k)!))];

    public static LdpcCode? Find(string rate, int dataBits)
    {
        var (name, dataBlocks, designEbN0Db) = Rates.FirstOrDefault(r => r.Rate == rate);
        return name is null || dataBits is not (1024 or 4096 or 16384) ? null : Make(rate, dataBits, dataBlocks, designEbN0Db);
    }

    private static LdpcCode Make(string rate, int dataBits, int dataBlocks, double designEbN0Db)
    {
        var (m, blocks) = (dataBits / dataBlocks, dataBlocks + BlockRows);
        var rows = new List<LdpcEdge[]>();
        for (var block = BlockRows - 1; block >= 0; block--)
        {
            for (var quarter = 0; quarter < Quarters; quarter++)
                rows.Add([.. Terms.Where(t => t.Row == block && t.FromEnd <= blocks).Select(t => Edge(blocks - t.FromEnd, quarter, t.Permutation, m))]);
        }
        return new LdpcCode($"{rate} k={dataBits}", m / Quarters, Quarters * blocks, Quarters * dataBlocks, Quarters, rows)
        {
            DesignEsN0Db = designEbN0Db + (10 * Math.Log10(dataBlocks / (dataBlocks + 2.0))),
        };
    }

    private static LdpcEdge Edge(int block, int quarter, int permutation, int m)
    {
        if (permutation == 0)
            return new((Quarters * block) + quarter, 0);
        var column = (LdpcAr4jaTables.Theta[permutation - 1] + quarter) % Quarters;
        return new((Quarters * block) + column, LdpcAr4jaTables.Phi(quarter, permutation, m));
    }
}
