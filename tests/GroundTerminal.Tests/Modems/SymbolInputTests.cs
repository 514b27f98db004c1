using GroundTerminal.Coding.Framing;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>Soft symbols of another demodulator through a receiver: whatever the carrier's phase was, and wherever the file was cut.</summary>
public class SymbolInputTests
{
    private const int FrameSize = 223, Frames = 3;
    private static readonly FramingOptions Coded = FramingOptions.Default with { FrameSize = FrameSize };

    public static TheoryData<int, bool, int> Turns()
    {
        var data = new TheoryData<int, bool, int>();
        foreach (var (quarters, mirrored, cut) in from q in (int[])[0, 1, 2, 3] from m in (bool[])[false, true] from c in (int[])[0, 1] select (q, m, c))
            data.Add(quarters, mirrored, cut);
        return data;
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void Qpsk_is_found_at_every_phase_mirrored_too_and_from_the_middle_of_a_pair(int quarters, bool mirrored, int cut)
    {
        var (symbols, payloads) = Encode("CCSDS Concatenated");
        Turn(symbols, quarters, mirrored);
        Assert.Equal(payloads, Receive("QPSK", "CCSDS Concatenated", symbols.AsSpan(cut), symbols.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4097)]
    public void Cuts_of_the_stream_change_nothing(int block)
    {
        var (symbols, payloads) = Encode("CCSDS Reed-Solomon");
        Turn(symbols, 1, mirrored: false);
        Assert.Equal(payloads, Receive("OQPSK", "CCSDS Reed-Solomon", symbols.AsSpan(1), block));
    }

    [Fact]
    public void One_bit_a_symbol_needs_one_stream()
    {
        var (symbols, payloads) = Encode("CCSDS Reed-Solomon");
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = -symbols[i];
        Assert.Equal(payloads, Receive("BPSK", "CCSDS Reed-Solomon", symbols, 1000));
    }

    private static (float[] Symbols, string[] Payloads) Encode(string framing)
    {
        var framer = FramingCatalog.Find(framing)!.CreateFramer!(Coded);
        var (random, symbols, payloads) = (new Random(7), new List<float>(), new List<string>());
        var (room, idle) = (new byte[framer.MaxOutput(FrameSize)], new byte[200]);
        framer.Idle(idle);
        symbols.AddRange(idle.Select(s => s - 0.5f));
        for (var i = 0; i < Frames; i++)
        {
            var payload = new byte[FrameSize];
            random.NextBytes(payload);
            payloads.Add(Convert.ToHexString(payload));
            symbols.AddRange(room.Take(framer.Encode(payload, room)).Select(s => s - 0.5f));
        }
        framer.Idle(idle);
        symbols.AddRange(idle.Select(s => s - 0.5f));
        return ([.. symbols], [.. payloads]);
    }

    /// <summary>What a receiver puts out whose carrier is ahead by quarters of a turn, with Q's sign turned before it where mirrored.</summary>
    private static void Turn(float[] symbols, int quarters, bool mirrored)
    {
        for (var i = 0; i + 1 < symbols.Length; i += 2)
        {
            var (re, im) = (symbols[i], mirrored ? -symbols[i + 1] : symbols[i + 1]);
            for (var q = 0; q < quarters; q++)
                (re, im) = (-im, re);
            (symbols[i], symbols[i + 1]) = (re, im);
        }
    }

    private static string[] Receive(string modulation, string framing, ReadOnlySpan<float> symbols, int block)
    {
        var signal = new Signal { Modulation = modulation, BaudRate = 1000, Framing = framing, FramingOptions = Coded };
        var (receiver, recorder) = (new Receiver(signal.ReceiverOptions(signal.BitRate, SampleKind.Symbols)), new FrameRecorder());
        for (; !symbols.IsEmpty; symbols = symbols[Math.Min(block, symbols.Length)..])
            receiver.Process(symbols[..Math.Min(block, symbols.Length)], recorder);
        receiver.Flush(recorder);
        return recorder.Payloads;
    }
}
