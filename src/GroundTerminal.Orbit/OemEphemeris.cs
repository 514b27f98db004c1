namespace GroundTerminal.Orbit;

/// <summary>Where an object is, from an Orbit Ephemeris Message. Immutable, for any number of threads.</summary>
/// <remarks>CCSDS 502.0-B-3, §5.</remarks>
public sealed class OemEphemeris
{
    /// <param name="segments">One at least, in the order of the message.</param>
    internal OemEphemeris(Keywords metadata, IReadOnlyList<OemSegment> segments)
    {
        (ObjectName, ObjectId, CenterName, RefFrame) = (metadata.Text("OBJECT_NAME"), metadata.Text("OBJECT_ID"), metadata.Text("CENTER_NAME"), metadata.Text("REF_FRAME"));
        Segments = segments;
    }

    /// <summary>Name of the object.</summary>
    public string ObjectName { get; }

    /// <summary>International designator, as a rule.</summary>
    public string ObjectId { get; }

    /// <summary>What positions are counted from, for instance <c>EARTH</c>.</summary>
    public string CenterName { get; }

    /// <summary>Frame of reference of all states, as the message says it: <c>TEME</c>, <c>EME2000</c>, <c>ITRF2014</c>, <c>GCRF</c>, …</summary>
    public string RefFrame { get; }

    /// <summary>Its pieces; between them it may have no state.</summary>
    public IReadOnlyList<OemSegment> Segments { get; }

    /// <summary>Position and velocity at a time. Where two segments cover it, the later one counts.</summary>
    /// <param name="time">UTC.</param>
    /// <param name="state">Default where there is none.</param>
    /// <returns>Whether a segment covers that time: nothing is ever extrapolated.</returns>
    public bool TryGetState(DateTimeOffset time, out OemState state)
    {
        for (var i = Segments.Count - 1; i >= 0; i--)
        {
            if (!Segments[i].Covers(time))
                continue;
            state = Segments[i].At(time);
            return true;
        }
        state = default;
        return false;
    }
}
