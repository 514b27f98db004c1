using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Words of CCSDS's (255,223) with so many wrong bytes in each, 160 in turn: alone in the conventional basis, or as blocks of five in the dual basis.</summary>
internal static class ReedSolomonKernels
{
    private const int Count = 160, Length = 255, DataLength = 223, Depth = 5;

    /// <summary>A copy of each word is corrected.</summary>
    public static IKernelRun Words(int errors)
    {
        var code = ReedSolomon.Ccsds();
        var (good, bad) = Make(errors, (data, parity) => code.Encode(data, parity));
        var work = new byte[Length];
        return Checked(errors, Count, Length, good, bad, word =>
        {
            word.CopyTo(work);
            return (code.Decode(work), work);
        });
    }

    /// <summary>A copy of each block is corrected where it stands; its first 1115 bytes are the data.</summary>
    public static IKernelRun Blocks(int errors)
    {
        var (word, code) = (new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, 1), new CcsdsReedSolomon(32, ReedSolomonBasis.Dual, Depth));
        var (good, bad) = Make(errors, (data, parity) => word.Encode(data, parity));
        var work = new byte[Length * Depth];
        return Checked(errors * Depth, Count / Depth, Length * Depth, Interleave(good), Interleave(bad), block =>
        {
            block.CopyTo(work);
            return (code.Decode(work), work);
        });
    }

    private delegate (int Corrected, byte[] Result) Corrector(ReadOnlySpan<byte> received);

    private static KernelLoop Checked(int errors, int count, int length, byte[] good, byte[] bad, Corrector correct)
    {
        for (var i = 0; i < count; i++)
        {
            var (corrected, result) = correct(bad.AsSpan(i * length, length));
            if (corrected != errors || !result.AsSpan().SequenceEqual(good.AsSpan(i * length, length)))
                throw new InvalidOperationException($"Reed–Solomon: {corrected} of {errors} corrected.");
        }
        return new KernelLoop(Count * DataLength * 8e-6, () =>
        {
            for (var i = 0; i < count; i++)
                correct(bad.AsSpan(i * length, length));
        });
    }

    private delegate void Encoder(ReadOnlySpan<byte> data, Span<byte> parity);

    private static (byte[] Good, byte[] Bad) Make(int errors, Encoder encode)
    {
        var random = new AnchorRandom();
        var (good, bad) = (new byte[Count * Length], new byte[Count * Length]);
        for (var at = 0; at < good.Length; at += Length)
        {
            var sent = good.AsSpan(at, Length);
            var received = bad.AsSpan(at, Length);
            for (var k = 0; k < DataLength; k++)
                sent[k] = (byte)(random.Next() >> 56);
            encode(sent[..DataLength], sent[DataLength..]);
            sent.CopyTo(received);
            for (var k = 0; k < errors;)
            {
                var place = (int)(random.Next() % Length);
                if (received[place] != sent[place])
                    continue;
                received[place] ^= (byte)(1 + (random.Next() % 255));
                k++;
            }
        }
        return (good, bad);
    }

    private static byte[] Interleave(byte[] words)
    {
        var blocks = new byte[words.Length];
        for (var w = 0; w < Count; w++)
        {
            for (var i = 0; i < Length; i++)
                blocks[(w / Depth * Depth * Length) + (i * Depth) + (w % Depth)] = words[(w * Length) + i];
        }
        return blocks;
    }
}
