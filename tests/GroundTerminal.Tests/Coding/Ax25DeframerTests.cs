using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class Ax25DeframerTests
{
    private static readonly FramingOptions Default = FramingOptions.Default;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frames_of_all_lengths_come_back_with_their_place_in_both_polarities(bool scrambled)
    {
        var bits = new HdlcBits().Flag(4);
        var (expected, places) = (new List<string>(), new List<(long, long)>());
        foreach (var payload in Payloads())
        {
            var first = bits.Count;
            places.Add((first, bits.Frame(payload).Count));
            bits.Flag(1 + (payload.Length % 3)); // one flag is shared by two frames
            expected.Add(Convert.ToHexString(payload));
        }
        foreach (var sign in new[] { 1, -1 })
        {
            var results = DecodeRecorder.Run(new Ax25Deframer(scrambled, Default), [.. bits.Soft(scrambled).Select(s => s * sign)]).Results;
            Assert.Equal(expected, results.Select(r => r.Payload));
            Assert.Equal(places, results.Select(r => (r.First, r.End)));
            Assert.All(results, r => Assert.Equal((DecodeStatus.Ok, 0), (r.Status, r.CorrectedBits)));
        }
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public void How_the_stream_is_cut_changes_nothing(bool scrambled, int flips)
    {
        var symbols = Damaged(new HdlcBits().Flag(3).Frame(Payload(100)).Flag(3).Frame(Payload(200)).Frame(Payload(50)).Flag().Soft(scrambled));
        var options = Default with { MaxFlippedBits = flips };
        var whole = DecodeRecorder.Run(new Ax25Deframer(scrambled, options), symbols).Results;
        Assert.NotEmpty(whole);
        foreach (var longest in new[] { 1, 63, 64, 65, 300 })
        {
            var (deframer, recorder) = (new Ax25Deframer(scrambled, options), new DecodeRecorder());
            foreach (var cut in Streams.Cuts(symbols.Length, longest, longest))
                deframer.Process(symbols.AsSpan(cut), recorder);
            deframer.Process(new float[64], recorder);
            Assert.Equal(whole, recorder.Results);
        }
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(15, DecodeStatus.Ok)]
    [InlineData(100, DecodeStatus.Ok)]
    [InlineData(101, DecodeStatus.TooLong)]
    [InlineData(300, DecodeStatus.TooLong)]
    public void Only_frames_of_legal_length_are_frames(int length, DecodeStatus? expected)
    {
        var deframer = new Ax25Deframer(false, Default with { MaxFrameLength = 100 });
        var results = DecodeRecorder.Run(deframer, new HdlcBits().Flag().Frame(Payload(length)).Flag().Soft(false)).Results;
        Assert.Equal(expected, results.SingleOrDefault(r => r.Status != DecodeStatus.TooShort)?.Status);
    }

    [Fact]
    public void A_wrong_check_is_a_value_and_the_next_frame_comes()
    {
        var symbols = new HdlcBits().Flag(3).Frame(Payload(40), checkError: 0x0100).Flag().Frame(Payload(41)).Flag().Soft(true);
        var results = DecodeRecorder.Run(new Ax25Deframer(true, Default), symbols).Results;
        Assert.Equal([(DecodeStatus.CheckFailed, 24L), (DecodeStatus.Ok, results[0].End + 8)], results.Select(r => (r.Status, r.First)));
        Assert.Empty(results[0].Payload);
    }

    [Fact]
    public void A_frame_that_is_aborted_or_ends_inside_an_octet_is_none()
    {
        var aborted = new HdlcBits().Flag().Frame(Payload(40)).Raw(1, 1, 1, 1, 1, 1, 1).Flag().Frame(Payload(20)).Raw(0, 1, 0).Flag().Frame(Payload(30)).Flag();
        var results = DecodeRecorder.Run(new Ax25Deframer(false, Default), aborted.Soft(false)).Results;
        Assert.Equal([DecodeStatus.Aborted, DecodeStatus.Ok], results.Select(r => r.Status));
        Assert.Equal(Convert.ToHexString(Payload(30)), results[1].Payload);
    }

    [Fact]
    public void A_header_that_no_station_sends_is_marked()
    {
        var symbols = new HdlcBits().Flag().Frame(Payload(40)).Flag().Frame(new byte[40]).Flag().Soft(false);
        Assert.Equal([true, false], DecodeRecorder.Run(new Ax25Deframer(false, Default), symbols).Results.Select(r => r.HeaderPlausible));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Doubtful_symbols_are_flipped_only_where_asked_for_and_marked(bool scrambled)
    {
        var payload = Payload(80);
        payload.AsSpan(16).Fill(0x55); // no run of 1s that a wrong bit could make a flag of
        var clean = new HdlcBits().Flag(3).Frame(payload).Flag().Soft(scrambled);
        for (var wrong = 190; wrong < 510; wrong += 7)
        {
            AssertRepaired(scrambled, clean, payload, [wrong]);
            AssertRepaired(scrambled, clean, payload, [wrong, wrong + 90]);
        }
    }

    [Fact]
    public void A_repair_needs_a_plausible_header()
    {
        var symbols = new HdlcBits().Flag().Frame(new byte[40]).Flag().Soft(false);
        symbols[100] *= -0.1f;
        Assert.Equal(DecodeStatus.CheckFailed, DecodeRecorder.Run(new Ax25Deframer(false, Default with { MaxFlippedBits = 2 }), symbols).Results.Single().Status);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public void Any_symbols_are_safe_and_afterwards_it_works(bool scrambled, int flips)
    {
        var random = new Random(1);
        float[] strange = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, float.MaxValue, -float.Epsilon];
        float[] noise = [.. Enumerable.Range(0, 200_000).Select(_ => random.Next(10) == 0 ? strange[random.Next(strange.Length)] : random.NextSingle() - 0.5f)];
        var (deframer, recorder) = (new Ax25Deframer(scrambled, Default with { MaxFlippedBits = flips }), new DecodeRecorder());
        foreach (var cut in Streams.Cuts(noise.Length, 500, 2))
            deframer.Process(noise.AsSpan(cut), recorder);
        Assert.All(recorder.Results, r => Assert.True(r.Status != DecodeStatus.Ok || r.Payload.Length >= 2 * Ax25Deframer.MinFrameLength));
        recorder.Results.Clear();
        deframer.Process([.. new HdlcBits().Flag(8).Frame(Payload(60)).Flag(10).Soft(scrambled)], recorder);
        Assert.Equal(Convert.ToHexString(Payload(60)), recorder.Frames.Last().Payload);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Process_allocates_nothing(int flips)
    {
        var (deframer, sink) = (new Ax25Deframer(true, Default with { MaxFlippedBits = flips }), new Silent());
        var symbols = Damaged(new HdlcBits().Flag(3).Frame(Payload(300)).Flag().Frame(Payload(300), checkError: 1).Flag(10).Soft(true));
        Assert.Equal(0, Streams.Allocated(() => deframer.Process(symbols, sink)));
        Assert.True(sink.Count > 0);
    }

    [Fact]
    public void After_Reset_indices_begin_at_0_and_no_frame_is_joined()
    {
        var (deframer, recorder) = (new Ax25Deframer(false, Default), new DecodeRecorder());
        var symbols = new HdlcBits().Flag().Frame(Payload(60)).Flag().Soft(false);
        deframer.Process(symbols.AsSpan(0, 300), recorder);
        deframer.Reset();
        deframer.Process(symbols.AsSpan(300), recorder);
        deframer.Reset();
        Assert.Empty(recorder.Results);
        Assert.Equal(8, DecodeRecorder.Run(deframer, symbols).Frames.Single().First);
    }

    private static void AssertRepaired(bool scrambled, float[] clean, byte[] payload, int[] wrong)
    {
        var symbols = clean.ToArray();
        foreach (var at in wrong)
            symbols[at] *= -0.1f;
        for (var flips = 0; flips <= 2; flips++)
        {
            var result = DecodeRecorder.Run(new Ax25Deframer(scrambled, Default with { MaxFlippedBits = flips }), symbols).Results.Single();
            var expected = flips >= wrong.Length ? (DecodeStatus.Ok, wrong.Length) : (DecodeStatus.CheckFailed, 0);
            Assert.True(expected == (result.Status, result.CorrectedBits), $"{string.Join(", ", wrong)}, {flips} flips: {result}");
            Assert.Equal(flips >= wrong.Length ? Convert.ToHexString(payload) : "", result.Payload);
        }
    }

    /// <summary>All magnitudes different, and one symbol in the first frame wrong.</summary>
    private static float[] Damaged(float[] symbols)
    {
        var damaged = symbols.Zip(Streams.Noise(symbols.Length, 3), (s, n) => s * (1 + (n / 2))).ToArray();
        damaged[400] *= -0.01f;
        return damaged;
    }

    private static IEnumerable<byte[]> Payloads()
    {
        for (var length = 15; length <= 1024; length += length < 40 ? 1 : 41)
            yield return Payload(length);
        yield return Payload(1024);
        foreach (var (length, octet) in new[] { (15, 0xFF), (1024, 0xFF), (1024, 0), (500, 0x7E), (500, 0x1F) })
        {
            var payload = new byte[length];
            payload.AsSpan().Fill((byte)octet);
            yield return payload;
        }
    }

    private static byte[] Payload(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        ReadOnlySpan<byte> header = [0x86, 0xA2, 0x40, 0x40, 0x40, 0x40, 0xE0, 0x8E, 0xA8, 0x60, 0xA6, 0x82, 0xA8, 0x61, 0x03];
        header[..Math.Min(length, header.Length)].CopyTo(payload);
        return payload;
    }

    private sealed class Silent : IDecodeSink
    {
        public int Count { get; private set; }

        public void OnResult(in DecodeResult result) => Count++;
    }
}
