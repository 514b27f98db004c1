using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>Hard symbols from a file, as −1 and 1.</summary>
internal sealed class HardSymbolReader(ByteSource source, bool packed, double symbolsPerSecond, DateTimeOffset? startTime) : ISampleReader
{
    private readonly byte[] _bytes = new byte[8192];
    private int _byte, _count, _bit;

    public string Description => $"{source.Name} (symbols, {(packed ? "eight" : "one")} a byte)";

    public SampleKind Kind => SampleKind.Symbols;

    public double SampleRateHz { get; } = symbolsPerSecond;

    public double? CenterFrequencyHz => null;

    public DateTimeOffset? StartTime => startTime;

    public long? TotalSamples => source.Length * (packed ? 8 : 1);

    public IReadOnlyList<string> Remarks => [];

    public DateTimeOffset? TimeOf(long sample) => startTime?.AddTicks((long)Math.Round(sample / SampleRateHz * TimeSpan.TicksPerSecond));

    public int Read(Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            if (_byte == _count)
            {
                (_byte, _count) = (0, source.Read(_bytes));
                if (_count == 0)
                    return i;
            }
            var one = packed ? (_bytes[_byte] & (0x80 >> _bit)) != 0 : _bytes[_byte] != 0;
            destination[i] = one ? 1 : -1;
            if (!packed || ++_bit == 8)
                (_byte, _bit) = (_byte + 1, 0);
        }
        return destination.Length;
    }

    public int Read(Span<Complex32> destination) => throw new InvalidOperationException($"{Description} are not complex.");

    public void Dispose() => source.Dispose();
}
