namespace GroundTerminal.Orbit;

/// <summary>The functions G of eccentricity for half-day resonance, polynomials by range; Spacetrack Report No. 3, §10.</summary>
internal readonly struct EccentricityFunctions
{
    public EccentricityFunctions(double e)
    {
        G201 = -0.306 - ((e - 0.64) * 0.440);
        if (e <= 0.65)
        {
            G211 = Polynomial(e, 3.616, -13.2470, 16.2900, 0);
            G310 = Polynomial(e, -19.302, 117.3900, -228.4190, 156.5910);
            G322 = Polynomial(e, -18.9068, 109.7927, -214.6334, 146.5816);
            G410 = Polynomial(e, -41.122, 242.6940, -471.0940, 313.9530);
            G422 = Polynomial(e, -146.407, 841.8800, -1629.014, 1083.4350);
            G520 = Polynomial(e, -532.114, 3017.977, -5740.032, 3708.2760);
        }
        else
        {
            G211 = Polynomial(e, -72.099, 331.819, -508.738, 266.724);
            G310 = Polynomial(e, -346.844, 1582.851, -2415.925, 1246.113);
            G322 = Polynomial(e, -342.585, 1554.908, -2366.899, 1215.972);
            G410 = Polynomial(e, -1052.797, 4758.686, -7193.992, 3651.957);
            G422 = Polynomial(e, -3581.690, 16178.110, -24462.770, 12422.520);
            G520 = e > 0.715 ? Polynomial(e, -5149.66, 29936.92, -54087.36, 31324.56) : Polynomial(e, 1464.74, -4664.75, 3763.64, 0);
        }
        if (e < 0.7)
        {
            G533 = Polynomial(e, -919.22770, 4988.6100, -9064.7700, 5542.21);
            G521 = Polynomial(e, -822.71072, 4568.6173, -8491.4146, 5337.524);
            G532 = Polynomial(e, -853.66600, 4690.2500, -8624.7700, 5341.4);
        }
        else
        {
            G533 = Polynomial(e, -37995.780, 161616.52, -229838.20, 109377.94);
            G521 = Polynomial(e, -51752.104, 218913.95, -309468.16, 146349.42);
            G532 = Polynomial(e, -40023.880, 170470.89, -242699.48, 115605.82);
        }
    }

    public double G201 { get; }

    public double G211 { get; }

    public double G310 { get; }

    public double G322 { get; }

    public double G410 { get; }

    public double G422 { get; }

    public double G520 { get; }

    public double G521 { get; }

    public double G532 { get; }

    public double G533 { get; }

    private static double Polynomial(double e, double a, double b, double c, double d) => a + (b * e) + (c * e * e) + (d * e * e * e);
}
