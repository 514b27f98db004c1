namespace GroundTerminal.Orbit;

/// <summary>Polynomials through points, in Newton's form; arguments in seconds.</summary>
/// <remarks>R. Burden, J. Faires, Numerical Analysis, 9th ed., §3.3 and §3.4.</remarks>
internal static class DividedDifferences
{
    /// <param name="nodes">Ascending.</param>
    /// <param name="values">Values at the nodes; afterwards coefficients.</param>
    public static void Lagrange(ReadOnlySpan<double> nodes, Span<Vector3D> values) => Reduce(nodes, values, 1);

    /// <param name="nodes">Each one twice, ascending.</param>
    /// <param name="values">The value at each node, twice too; afterwards coefficients.</param>
    /// <param name="derivatives">One for each different node.</param>
    public static void Hermite(ReadOnlySpan<double> nodes, Span<Vector3D> values, ReadOnlySpan<Vector3D> derivatives)
    {
        for (var i = values.Length - 1; i > 0; i--)
            values[i] = i % 2 == 1 ? derivatives[i / 2] : (values[i] - values[i - 1]) * (1 / (nodes[i] - nodes[i - 1]));
        Reduce(nodes, values, 2);
    }

    /// <summary>The polynomial at x, and its derivative.</summary>
    public static (Vector3D Value, Vector3D Derivative) Evaluate(ReadOnlySpan<double> nodes, ReadOnlySpan<Vector3D> coefficients, double x)
    {
        var (value, derivative) = (coefficients[^1], default(Vector3D));
        for (var i = coefficients.Length - 2; i >= 0; i--)
        {
            derivative = (derivative * (x - nodes[i])) + value;
            value = (value * (x - nodes[i])) + coefficients[i];
        }
        return (value, derivative);
    }

    private static void Reduce(ReadOnlySpan<double> nodes, Span<Vector3D> values, int order)
    {
        for (var k = order; k < values.Length; k++)
        {
            for (var i = values.Length - 1; i >= k; i--)
                values[i] = (values[i] - values[i - 1]) * (1 / (nodes[i] - nodes[i - k]));
        }
    }
}
