namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Rows of turbo and LDPC codes near their waterfalls, in data bits; the anchors have none.</summary>
internal static class CodeKernelRows
{
    private const int Words = 16;

    public static KernelRow[] All =>
    [
        Row("ldpc_c2_78_k7136", "LDPC 7/8 k=7136", 3.9),
        Row("ldpc_ar4ja_12_k1024", "LDPC 1/2 k=1024", 1.9),
        Row("ldpc_ar4ja_12_k4096", "LDPC 1/2 k=4096", 1.2),
        Row("ldpc_ar4ja_12_k16384", "LDPC 1/2 k=16384", 0.95),
        Row("ldpc_ar4ja_45_k4096", "LDPC 4/5 k=4096", 3.0),
        Row("turbo_12_k1784", "Turbo 1/2 k=1784", 1.5),
        Row("turbo_13_k8920", "Turbo 1/3 k=8920", 0.4),
        Row("turbo_16_k8920", "Turbo 1/6 k=8920", 0.0),
    ];

    private static KernelRow Row(string row, string code, double ebN0Db) =>
        new(row, "Mbit/s", null, () => new Race(CodesCase.All.Single(c => c.Name == code), ebN0Db)) { AnchorRow = "" };

    private sealed class Race : IKernelRun
    {
        private readonly List<float[]> _words;
        private readonly CodesWords.Decode _decode;
        private readonly byte[] _data;

        public Race(CodesCase c, double ebN0Db)
        {
            (_words, _decode, _data) = (CodesWords.Make(c, ebN0Db, Words), CodesWords.Decoder(c), new byte[c.DataBits / 8]);
            UnitsPerCall = Words * c.DataBits / 1e6;
            var sent = new byte[c.DataBits / 8];
            _decode(CodesWords.Make(c, 20, 1)[0], sent);
            _decode(_words[0], _data);
            if (!sent.AsSpan().SequenceEqual(_data))
                throw new InvalidOperationException($"{c.Name}: the first word is decoded wrong.");
        }

        public double UnitsPerCall { get; }

        public void Run()
        {
            foreach (var word in _words)
                _decode(word, _data);
        }
    }
}
