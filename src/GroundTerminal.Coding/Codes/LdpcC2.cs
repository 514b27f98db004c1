namespace GroundTerminal.Coding.Codes;

/// <summary>The (8160,7136) code of CCSDS 131.0-B-5 §7.3: 2 × 16 circulants of 511, each of weight 2.</summary>
internal static class LdpcC2
{
    public const int Size = 511;
    private const int Columns = 16, ParityColumns = 2;

    /// <summary>Table 7-1: places of the ones in each circulant's first row.</summary>
    private static readonly (int First, int Second)[][] Ones =
    [
        [
            (0, 176), (12, 239), (0, 352), (24, 431), (0, 392), (151, 409), (0, 351), (9, 359),
            (0, 307), (53, 329), (0, 207), (18, 281), (0, 399), (202, 457), (0, 247), (36, 261),
        ],
        [
            (99, 471), (130, 473), (198, 435), (260, 478), (215, 420), (282, 481), (48, 396), (193, 445),
            (273, 430), (302, 451), (96, 379), (191, 386), (244, 467), (364, 470), (51, 382), (192, 414),
        ],
    ];

    public static LdpcCode Code => field ??= new("7/8 k=7136", Size, Columns, Columns - ParityColumns, 0, [.. Ones.Select(Row)])
    {
        ShortenedBits = 18,
        FillBits = 2,
        DesignEsN0Db = 3.3,
    };

    private static LdpcEdge[] Row((int First, int Second)[] ones) =>
        [.. ones.SelectMany((o, column) => new LdpcEdge[] { new(column, o.First), new(column, o.Second) })];
}
