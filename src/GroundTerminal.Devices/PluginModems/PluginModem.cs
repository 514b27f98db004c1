using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using GroundTerminal.Dsp;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>One modem of a library, called on one thread. What it says is believed only within the bounds of the buffers it was given.</summary>
/// <remarks>Both buffers lie between guard bytes, which are looked at after each call: a library that wrote outside is not called again.</remarks>
public sealed unsafe class PluginModem : IDisposable
{
    private const int MaxFrames = 64, Guard = 4096, ErrorLength = 1024, MostRounds = 1000;
    private const byte GuardByte = 0xA5;
    private readonly PluginLibrary _library;
    private readonly byte* _frames, _bytes;
    private readonly int _framesLength = MaxFrames * Unsafe.SizeOf<PluginFrame>(), _bytesLength = MaxFrames * PluginOptions.MaxFrame;
    private nint _modem;
    private long _end;

    /// <summary>Loads the library and makes a modem.</summary>
    /// <exception cref="PluginException">It cannot be had, or will not.</exception>
    public PluginModem(PluginOptions options)
    {
        _library = new PluginLibrary(options.Library);
        _modem = Create(options);
        _frames = Allocate(_framesLength);
        _bytes = Allocate(_bytesLength);
    }

    /// <summary>Gives it samples, and what it finds to the sink.</summary>
    /// <exception cref="PluginException">It ended itself, or did what it must not; it is not called again.</exception>
    public void Process(ReadOnlySpan<Complex32> samples, long firstSample, IPluginFrameSink sink)
    {
        ObjectDisposedException.ThrowIf(_modem == 0, this);
        _end = firstSample + samples.Length;
        int count = Call(samples, firstSample);
        Take(count, sink);
        for (int round = 0; count > 0; round++)
        {
            if (round == MostRounds)
                throw Condemned($"gave {MaxFrames} frames {MostRounds} times without an end");
            count = Call(default, _end);
            Take(count, sink);
        }
    }

    /// <summary>Says that the next samples do not follow the last.</summary>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_modem == 0, this);
        _library.Reset(_modem);
        CheckGuards();
    }

    public void Dispose()
    {
        if (_modem == 0)
            return;
        _library.Destroy(_modem);
        Free();
    }

    private nint Create(PluginOptions options)
    {
        byte[] channel = Encoding.UTF8.GetBytes(options.Channel + '\0'), text = Encoding.UTF8.GetBytes(options.Options + '\0'), error = new byte[ErrorLength];
        fixed (byte* channelAt = channel, textAt = text, errorAt = error)
        {
            var config = new PluginLibrary.Config
            {
                Size = (uint)sizeof(PluginLibrary.Config),
                MaxFrame = PluginOptions.MaxFrame,
                SampleRateHz = options.SampleRateHz,
                CenterFrequencyHz = options.CenterFrequencyHz,
                Channel = channelAt,
                Options = textAt,
            };
            nint modem = _library.Create(&config, errorAt, ErrorLength - 1);
            if (modem != 0)
                return modem;
        }
        int end = Array.IndexOf(error, (byte)0);
        throw new PluginException($"{options.Library} makes no modem: {(end > 0 ? Encoding.UTF8.GetString(error, 0, end) : "it does not say why")}");
    }

    private int Call(ReadOnlySpan<Complex32> samples, long firstSample)
    {
        int count;
        fixed (Complex32* iq = samples)
            count = _library.Process(_modem, (float*)iq, (nuint)samples.Length, (ulong)firstSample, (PluginFrame*)(_frames + Guard), MaxFrames, _bytes + Guard, (nuint)_bytesLength);
        CheckGuards();
        if (count < 0)
            throw Condemned($"ended itself with {count}");
        return count <= MaxFrames ? count : throw Condemned($"says it found {count} frames where there is room for {MaxFrames}");
    }

    private void Take(int count, IPluginFrameSink sink)
    {
        var frames = new ReadOnlySpan<PluginFrame>(_frames + Guard, count);
        var bytes = new ReadOnlySpan<byte>(_bytes + Guard, _bytesLength);
        foreach (PluginFrame frame in frames)
        {
            if (frame.Length > PluginOptions.MaxFrame || frame.Length > bytes.Length)
                throw Condemned($"says a frame is {frame.Length} bytes long where {Math.Min(PluginOptions.MaxFrame, bytes.Length)} are possible");
            if (frame.FirstSample > (ulong)_end || frame.EndSample > (ulong)_end || frame.FirstSample > frame.EndSample)
                throw Condemned($"says a frame goes from sample {frame.FirstSample} to {frame.EndSample} where there were samples up to {_end}");
            sink.OnFrame(frame, bytes[..(int)frame.Length]);
            bytes = bytes[(int)frame.Length..];
        }
    }

    private void CheckGuards()
    {
        if (!IsWhole(_frames, _framesLength) || !IsWhole(_bytes, _bytesLength))
            throw Condemned("wrote outside the buffers that it was given");
    }

    // Not destroyed: who lies is not called again. Its own memory is lost.
    private PluginException Condemned(string deed)
    {
        Free();
        return new PluginException($"the modem library {deed}; it is not called again");
    }

    private void Free()
    {
        _modem = 0;
        NativeMemory.Free(_frames);
        NativeMemory.Free(_bytes);
    }

    private static byte* Allocate(int length)
    {
        byte* memory = (byte*)NativeMemory.Alloc((nuint)(length + (2 * Guard)));
        new Span<byte>(memory, length + (2 * Guard)).Fill(GuardByte);
        return memory;
    }

    private static bool IsWhole(byte* memory, int length) =>
        !new ReadOnlySpan<byte>(memory, Guard).ContainsAnyExcept(GuardByte) && !new ReadOnlySpan<byte>(memory + Guard + length, Guard).ContainsAnyExcept(GuardByte);
}
