using System.Globalization;
using GroundTerminal.Orbits;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Radios;

/// <summary>Writes what was measured of a radio.</summary>
internal static class RadioText
{
    /// <summary>The test. Exit code 1 where samples were lost.</summary>
    public static int WriteTest(RadioMeasurement measured, RadioSettings? configured, bool json)
    {
        Console.Out.WriteLine(json ? TestJson(measured) : Test(measured));
        return measured.Meter.Gaps == 0 ? ExitCode.Done : ExitCode.Nothing;
    }

    /// <summary>The oscillator's error. Exit code 1 where it cannot be told.</summary>
    public static int WriteCalibration(RadioMeasurement measured, RadioSettings? configured, double? carrierHz, bool json)
    {
        (double? ppm, double? uncertaintyPpm, string how) = carrierHz is { } hz ? ByCarrier(measured, hz) : ByClock(measured);
        double? correction = ppm + (configured?.CorrectionPpm ?? 0);
        if (json)
        {
            Console.Out.WriteLine(JsonLines.Of(w =>
            {
                w.WriteString("radio", measured.Radio.Description);
                w.Number("errorPpm", ppm, 3);
                w.Number("uncertaintyPpm", uncertaintyPpm, 3);
                w.Number("correction", correction, 3);
                w.WriteString("by", how);
            }));
        }
        else
        {
            Console.Out.WriteLine(ppm is null ? how : Format($"the oscillator runs {ppm:+0.00;-0.00} ppm off what is corrected now, to about {uncertaintyPpm:0.00} ppm: {how}\nradio.correction: {correction:0.00}"));
        }
        return ppm is null ? ExitCode.Nothing : ExitCode.Done;
    }

    private static (double? Ppm, double? UncertaintyPpm, string How) ByClock(RadioMeasurement measured)
    {
        if (!measured.Clock.IsSynchronised)
            return (null, null, "the machine's clock is not synchronised, so the oscillator cannot be told from it; expected chrony or another client of NTP, or --carrier");
        return double.IsNaN(measured.Timeline.DriftPpm)
            ? (null, null, "too short; expected --seconds 5 at least")
            : (measured.Timeline.DriftPpm, measured.DriftUncertaintyPpm, Format($"by the machine's clock, over {measured.Seconds:0} s"));
    }

    // A fast oscillator tunes too high, so that the carrier lies too low.
    private static (double? Ppm, double? UncertaintyPpm, string How) ByCarrier(RadioMeasurement measured, double carrierHz)
    {
        double expectedHz = carrierHz - measured.Radio.CenterFrequencyHz, widthHz = carrierHz * 150e-6;
        if (measured.Meter.StrongestLine(expectedHz - widthHz, expectedHz + widthHz) is not { } line)
            return (null, null, Format($"no carrier within 150 ppm of {carrierHz / 1e6:0.0###} MHz; expected one 10 dB above the noise, in the radio's band"));
        double binHz = measured.Radio.SampleRateHz / RadioMeter.Bins;
        return ((expectedHz - line.FrequencyHz) / carrierHz * 1e6, binHz / 8 / carrierHz * 1e6, Format($"by a carrier of {line.PowerDbfs:0.0} dBFS, {line.FrequencyHz - expectedHz:+0;-0} Hz from where it should be"));
    }

    private static string Test(RadioMeasurement m) => string.Join('\n',
        m.Radio.Description,
        Format($"rate         {m.SamplesPerSecond:0} samples/s of {m.Radio.SampleRateHz:0}{(double.IsNaN(m.Timeline.DriftPpm) ? "" : Format($"; clock {m.Timeline.DriftPpm:+0.0;-0.0} ppm by the machine's, to about {m.DriftUncertaintyPpm:0.0}"))}"),
        Format($"gaps         {m.Meter.Gaps}, {m.Meter.Lost} samples lost"),
        Format($"level        {m.Meter.LevelDbfs:0.0} dBFS, peak {m.Meter.PeakDbfs:0.0} dBFS"),
        Format($"clipping     {100.0 * m.Meter.Clipped / m.Meter.Samples:0.###} % of samples{(m.Meter.Clipped > m.Meter.Samples / 1000 ? ": lower radio.gain" : "")}"),
        Format($"DC           {m.Meter.OffsetDbfs:0.0} dBFS"),
        Format($"image        {m.Meter.ImageRejectionDb:0.0} dB below, at least"),
        Format($"noise floor  {m.Meter.NoiseDensityDbfsPerHz:0.0} dBFS/Hz"));

    private static string TestJson(RadioMeasurement m) => JsonLines.Of(w =>
    {
        w.WriteString("radio", m.Radio.Description);
        w.Number("seconds", m.Seconds, 3);
        w.WriteNumber("samples", m.Meter.Samples);
        w.Number("sampleRateHz", m.Radio.SampleRateHz, 3);
        w.Number("centerFrequencyHz", m.Radio.CenterFrequencyHz, 3);
        w.Number("samplesPerSecond", m.SamplesPerSecond, 1);
        w.Number("sampleClockPpm", Known(m.Timeline.DriftPpm), 2);
        w.Number("sampleClockUncertaintyPpm", Known(m.DriftUncertaintyPpm), 2);
        w.WriteNumber("gaps", m.Meter.Gaps);
        w.WriteNumber("lost", m.Meter.Lost);
        w.Number("levelDbfs", m.Meter.LevelDbfs, 2);
        w.Number("peakDbfs", m.Meter.PeakDbfs, 2);
        w.Number("clippedShare", (double)m.Meter.Clipped / m.Meter.Samples, 9);
        w.Number("offsetDbfs", m.Meter.OffsetDbfs, 2);
        w.Number("imageRejectionDb", m.Meter.ImageRejectionDb, 2);
        w.Number("noiseDensityDbfsPerHz", Known(m.Meter.NoiseDensityDbfsPerHz), 2);
    });

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
