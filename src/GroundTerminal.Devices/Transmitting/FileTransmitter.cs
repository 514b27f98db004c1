using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Transmitting;

/// <summary>A transmitter that radiates nothing: its samples go to a file, complex 32-bit floats, with SigMF metadata beside it.</summary>
/// <remarks>
/// NAME.sigmf-data gets NAME.sigmf-meta (SigMF 1.2, one capture); any other name is raw cf32. The file is made empty when the transmitter is made. A tenth of a second of
/// zeros follows each burst, so that bursts stand apart; while nothing is sent nothing is written.
/// </remarks>
/// <param name="path">The file.</param>
public sealed class FileTransmitter(string path) : ITransmitDevice
{
    private const string DataExtension = ".sigmf-data";
    private const double SilenceSeconds = 0.1;

    /// <summary>Makes the file, empty.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void Create() => File.Create(path).Dispose();

    /// <inheritdoc/>
    public ITransmitStream OpenTransmit(RadioSettings settings)
    {
        try
        {
            if (path.EndsWith(DataExtension, StringComparison.Ordinal))
                File.WriteAllText(path[..^DataExtension.Length] + ".sigmf-meta", Metadata(settings), new UTF8Encoding(false));
            return new Writer(path, settings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RadioException(RadioFailure.Denied, $"transmit.path: {e.Message}; give a file that can be written", e);
        }
    }

    private static string Metadata(RadioSettings settings) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"global":{"core:datatype":"cf32_le","core:sample_rate":{{settings.SampleRateHz:R}},"core:version":"1.2.0","core:recorder":"GroundTerminal"},
        "captures":[{"core:sample_start":0,"core:frequency":{{settings.CenterFrequencyHz:R}}}],"annotations":[]}

        """);

    private sealed class Writer(string path, RadioSettings settings) : ITransmitStream
    {
        private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        private readonly byte[] _silence = new byte[8 * (int)(settings.SampleRateHz * SilenceSeconds)];

        public string Description => $"file {path}";

        public double SampleRateHz => settings.SampleRateHz;

        public double CenterFrequencyHz => settings.CenterFrequencyHz;

        public int Write(ReadOnlySpan<Complex32> samples, bool endOfBurst, TimeSpan timeout)
        {
            try
            {
                _file.Write(MemoryMarshal.AsBytes(samples));
                if (endOfBurst)
                {
                    _file.Write(_silence);
                    _file.Flush();
                }
                return samples.Length;
            }
            catch (IOException e)
            {
                throw new RadioException(RadioFailure.Lost, $"{path}: {e.Message}", e);
            }
        }

        public void Dispose() => _file.Dispose();
    }
}
