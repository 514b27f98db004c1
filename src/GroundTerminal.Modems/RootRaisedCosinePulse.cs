namespace GroundTerminal.Modems;

/// <summary>The root-raised-cosine pulse in closed form.</summary>
/// <remarks>J. Proakis, M. Salehi, Digital Communications, 5th ed., §9.2-1; unit energy over a symbol of length 1, and its spectrum squared is free of intersymbol interference.</remarks>
public static class RootRaisedCosinePulse
{
    /// <summary>The pulse's value.</summary>
    /// <param name="t">Time from its peak, in symbols.</param>
    /// <param name="rollOff">Above 0, up to 1.</param>
    public static double At(double t, double rollOff)
    {
        var x = 4 * rollOff * t;
        if (Math.Abs(t) < 1e-9)
            return 1 - rollOff + (4 * rollOff / Math.PI);
        if (Math.Abs(Math.Abs(x) - 1) < 1e-7)
        {
            var edge = Math.PI / (4 * rollOff);
            return rollOff / Math.Sqrt(2) * (((1 + (2 / Math.PI)) * Math.Sin(edge)) + ((1 - (2 / Math.PI)) * Math.Cos(edge)));
        }
        var numerator = Math.Sin(Math.PI * t * (1 - rollOff)) + (x * Math.Cos(Math.PI * t * (1 + rollOff)));
        return numerator / (Math.PI * t * (1 - (x * x)));
    }
}
