namespace GroundTerminal.Coding.Codes;

/// <summary>A low-density parity-check code of CCSDS 131.0-B-5 §7: its parity-check matrix in circulants, and which of its columns are sent.</summary>
/// <remarks>
/// Columns stand in the standard's order: the data, then the parity. Of the (8160,7136) code the first 18 data bits are zeros that are not sent, and two zeros are sent behind the parity; of the
/// AR4JA codes the last M parity bits are not sent. Immutable.
/// </remarks>
public sealed class LdpcCode
{
    internal LdpcCode(string name, int size, int columns, int dataColumns, int puncturedColumns, IReadOnlyList<LdpcEdge[]> rows)
    {
        (Name, Size, Columns, DataColumns, PuncturedColumns, Rows) = (name, size, columns, dataColumns, puncturedColumns, rows);
    }

    /// <summary>Rate and data bits, for instance "1/2 k=1024".</summary>
    public string Name { get; }

    /// <summary>Data bits k.</summary>
    public int DataBits => (DataColumns * Size) - ShortenedBits;

    /// <summary>Code bits n that are sent.</summary>
    public int CodeBits => ((Columns - PuncturedColumns) * Size) - ShortenedBits + FillBits;

    /// <summary>Rows and columns of a circulant.</summary>
    internal int Size { get; }

    /// <summary>Columns of circulants, the data's first.</summary>
    internal int Columns { get; }

    internal int DataColumns { get; }

    /// <summary>The last columns of circulants, which are not sent.</summary>
    internal int PuncturedColumns { get; }

    /// <summary>Circulants of each row, in the order in which a layered decoder should take the rows.</summary>
    internal IReadOnlyList<LdpcEdge[]> Rows { get; }

    /// <summary>The first data bits, zeros that are not sent.</summary>
    internal int ShortenedBits { get; init; }

    /// <summary>Zeros sent behind the parity.</summary>
    internal int FillBits { get; init; }

    /// <summary>Es/N0 of the code's waterfall, dB: for it the decoder scales its input.</summary>
    internal double DesignEsN0Db { get; init; }

    /// <summary>The code of a rate and a number of data bits; null where the standard has none.</summary>
    /// <param name="rate">1/2, 2/3, 4/5 (1024, 4096 or 16384 data bits) or 7/8 (7136).</param>
    public static LdpcCode? Find(string rate, int dataBits) => rate == "7/8" ? dataBits == 7136 ? LdpcC2.Code : null : LdpcAr4ja.Find(rate, dataBits);

    /// <summary>The ten codes of the standard.</summary>
    public static IEnumerable<LdpcCode> All => [.. LdpcAr4ja.All, LdpcC2.Code];
}
