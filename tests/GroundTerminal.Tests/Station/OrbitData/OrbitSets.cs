using System.Globalization;
using System.Text;

namespace GroundTerminal.Tests.Station.OrbitData;

/// <summary>Element sets as CelesTrak's CSV has them, and ephemerides, of made-up satellites.</summary>
internal static class OrbitSets
{
    public const string Header = "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\n";

    public static DateTimeOffset Day(double day) => new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1);

    public static string Csv(params (int Number, double Day)[] sets)
    {
        var text = new StringBuilder(Header);
        foreach (var (number, day) in sets)
            text.Append(CultureInfo.InvariantCulture, $"SAT-{number},{1990 + (number % 30)}-{1 + (number % 900):000}A,{Day(day).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff},15.1,.001,97.5,10,20,30,0,U,{number},999,1,.0001,.00002,0\n");
        return text.ToString();
    }

    /// <summary>An ephemeris of the satellite that <see cref="Csv"/> calls by that number.</summary>
    public static string Oem(int number, double fromDay, double toDay)
    {
        var text = new StringBuilder($"CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2026-11-21T00:00:00\nORIGINATOR = TEST\nMETA_START\nOBJECT_NAME = OWN\nOBJECT_ID = {1990 + (number % 30)}-{1 + (number % 900):000}A\nCENTER_NAME = EARTH\nREF_FRAME = ITRF2014\nTIME_SYSTEM = UTC\nMETA_STOP\n");
        for (var day = fromDay; day <= toDay + 1e-9; day += (toDay - fromDay) / 16)
            text.AppendLine(CultureInfo.InvariantCulture, $"{Day(day).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff} 7000 0 0 0 7.5 0");
        return text.ToString();
    }
}
