using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The two sizes of AO-40 FEC packets: a block interleaver whose first row is the sync vector, so that sync symbols stand evenly spread over the packet.</summary>
/// <remarks>
/// P. Karn KA9Q, "Proposed Coded AO-40 Telemetry Format", 2002: 65 columns of 80, 256 bytes in two (160,128) Reed–Solomon code words, randomised, convolutional code K = 7 with its tail. The short
/// one of SMOG-P: 52 columns of 51, 128 bytes in one code word; the 28 symbols behind its sync are not used (facts from gr-satellites 4.4.0, ao40_fec_deframer).
/// </remarks>
internal sealed class Ao40Layout
{
    private Ao40Layout(string sync, int step, int skip, int codewords)
    {
        (Sync, Step, Skip, Codewords) = (new byte[sync.Length], step, skip, codewords);
        for (var i = 0; i < sync.Length; i++)
            Sync[i] = (byte)(sync[i] - '0');
        Places = new int[CodedSymbols];
        for (var i = 0; i < Places.Length; i++)
            Places[i] = PlaceOf(skip + i);
    }

    public static Ao40Layout Long => field ??= new("11111110000111011110010110010010000001000100110001011101011011000", 80, 65, 2);

    public static Ao40Layout Short => field ??= new("1111111000011101111001011001001000000100010011000101", 51, 80, 1);

    /// <summary>The sync vector, one symbol a byte.</summary>
    public byte[] Sync { get; }

    /// <summary>Symbols from one sync symbol to the next.</summary>
    public int Step { get; }

    /// <summary>Symbols at the beginning of the interleaver that the code does not use.</summary>
    public int Skip { get; }

    public int Codewords { get; }

    /// <summary>Symbols of a packet.</summary>
    public int Symbols => Sync.Length * Step;

    public int PayloadLength => 128 * Codewords;

    /// <summary>Payload and parity.</summary>
    public int BlockLength => 160 * Codewords;

    /// <summary>Symbols of the convolutional code, its tail included.</summary>
    public int CodedSymbols => 2 * ((8 * BlockLength) + ConvolutionalCode.Ao40.ConstraintLength - 1);

    /// <summary>Place in the packet of each symbol of the convolutional code.</summary>
    public int[] Places { get; }

    /// <summary>Place in the packet of symbol i of the interleaver.</summary>
    public int PlaceOf(int i) => (i % Sync.Length * Step) + (i / Sync.Length);

    public CcsdsReedSolomon CreateCode() => new(32, ReedSolomonBasis.Conventional, Codewords);
}
