namespace GroundTerminal.Orbit;

/// <summary>Where something is as time goes on: by SGP4 from mean elements, or by an ephemeris. Immutable, for any number of threads.</summary>
public interface IOrbit
{
    /// <summary>Name of the object; empty where nothing says it.</summary>
    string Name { get; }

    /// <summary>Number in the catalogue of the Space Force, up to nine digits; 0 where it is not known.</summary>
    int CatalogNumber { get; }

    /// <summary>International designator, for instance <c>1998-067A</c>; empty where nothing says it.</summary>
    string InternationalDesignator { get; }

    /// <summary>How far and how fast it gets.</summary>
    OrbitBounds Bounds { get; }

    /// <summary>Position and velocity at a time, in the frame that turns with the Earth.</summary>
    /// <param name="time">UTC.</param>
    /// <param name="state">Default where there is none.</param>
    /// <param name="polar">What is known of the Earth's turning beyond the theory.</param>
    /// <returns>Whether there is one; <see cref="WhyNot"/> says why there is none.</returns>
    bool TryLocate(DateTimeOffset time, out EarthFixedState state, PolarMotion polar = default);

    /// <summary>Why there is no position at a time; empty where there is one.</summary>
    string WhyNot(DateTimeOffset time);
}
