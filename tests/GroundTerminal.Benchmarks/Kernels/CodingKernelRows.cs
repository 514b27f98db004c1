using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Rows of convolutional codes, Reed–Solomon and checks.</summary>
internal static class CodingKernelRows
{
    private const string Viterbi = "viterbi_k7_r12_soft_8160", Mbit = "Mbit/s", Gigabyte = "GB/s";

    /// <summary>Punctured codes and real symbols race the anchors of rate 1/2 by decoded bits.</summary>
    public static KernelRow[] All =>
    [
        new(Viterbi, Mbit, 1, () => ViterbiKernels.Create(ConvolutionalCode.CcsdsUninverted, 5.5, real: false)),
        new("viterbi_k7_r12_float_8160", Mbit, null, () => ViterbiKernels.Create(ConvolutionalCode.CcsdsUninverted, 5.5, real: true)) { AnchorRow = Viterbi },
        new("viterbi_k7_r34_soft_8160", Mbit, 1, () => ViterbiKernels.Create(ConvolutionalCode.CcsdsRate34, 7, real: false)) { AnchorRow = Viterbi },
        new("viterbi_k7_r78_soft_8160", Mbit, 1, () => ViterbiKernels.Create(ConvolutionalCode.CcsdsRate78, 8.5, real: false)) { AnchorRow = Viterbi },
        new("rs_255_223_err00", Mbit, 2, () => ReedSolomonKernels.Words(0)),
        new("rs_255_223_err08", Mbit, 2, () => ReedSolomonKernels.Words(8)),
        new("rs_255_223_err16", Mbit, 2, () => ReedSolomonKernels.Words(16)),
        new("rs_255_223_i5_err00", Mbit, 2, () => ReedSolomonKernels.Blocks(0)),
        new("rs_255_223_i5_err08", Mbit, 2, () => ReedSolomonKernels.Blocks(8)),
        new("rs_255_223_i5_err16", Mbit, 2, () => ReedSolomonKernels.Blocks(16)),
        new("crc16_ccitt_1MiB", Gigabyte, 2, CrcKernels.Crc16),
        new("crc32_1MiB", Gigabyte, 2, CrcKernels.Crc32) { CeilingLibrary = "isa-l" },
        new("crc32c_1MiB", Gigabyte, 2, CrcKernels.Crc32C) { CeilingLibrary = "isa-l" },
    ];
}
