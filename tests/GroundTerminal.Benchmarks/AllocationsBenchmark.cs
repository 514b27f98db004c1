using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Benchmarks;

/// <summary>Bytes that hot objects allocate after they have started: the budget is zero.</summary>
internal static class AllocationsBenchmark
{
    public static BenchmarkEntry Entry { get; } = new("allocations", "bytes allocated by hot objects after start; the budget is 0", Run);

    private static int Run(string[] options)
    {
        var failed = false;
        foreach (var (name, prepare) in Subjects())
        {
            var work = prepare();
            for (var i = 0; i < 300; i++)
                work();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 300; i++)
                work();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            failed |= bytes > 0;
            Console.WriteLine($"{name,-36} {bytes,10} bytes {(bytes > 0 ? "OVER BUDGET" : "")}");
        }
        return failed ? 1 : 0;
    }

    private static IEnumerable<(string Name, Func<Action> Prepare)> Subjects()
    {
        foreach (var modulation in ModulationCatalog.All)
            yield return ($"modulator {modulation.Name}", () => Modulate(modulation));
        foreach (var framing in FramingCatalog.All)
            yield return ($"deframer {framing.Name}", () => Deframe(framing));
        yield return ("emulated radio", Radio);
        foreach (var receiver in DefaultSky.Receivers)
            yield return ($"receiver {receiver.Modulation} {receiver.BaudRate}", () => Receive(receiver));
    }

    private static Action Modulate(ModulationDescriptor descriptor)
    {
        var modulator = descriptor.CreateModulator(new ModulatorOptions { SampleRateHz = 48000, BaudRate = 1200 });
        var (symbols, output) = (new byte[256], new Complex32[modulator.MaxOutput(256)]);
        return () => modulator.Process(symbols, output);
    }

    private static Action Deframe(FramingDescriptor descriptor)
    {
        var (deframer, sink, symbols) = (descriptor.CreateDeframer(FramingOptions.Default), new Ignore(), new float[4096]);
        new GaussianNoise(1).Fill(symbols, 1);
        return () => deframer.Process(symbols, sink);
    }

    private static Action Radio()
    {
        var (radio, buffer) = (new EmulatedRadio(DefaultSky.Radio, TimeProvider.System), new Complex32[4096]);
        return () => radio.Read(buffer, out _, default);
    }

    private static Action Receive(ReceiverOptions options)
    {
        var (radio, buffer) = (new EmulatedRadio(DefaultSky.Radio, TimeProvider.System), new Complex32[4096]);
        var (receiver, sink) = (new Receiver(options), new Ignore());
        return () => receiver.Process(buffer.AsSpan(0, radio.Read(buffer, out _, default)), sink);
    }

    private sealed class Ignore : IDecodeSink, IReceivedFrameSink
    {
        public void OnResult(in DecodeResult result)
        {
        }

        public void OnFrame(in ReceivedFrame frame)
        {
        }
    }
}
