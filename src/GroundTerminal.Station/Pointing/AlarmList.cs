namespace GroundTerminal.Station.Pointing;

/// <summary>The last alarms.</summary>
internal sealed class AlarmList
{
    private const int Most = 100;
    private readonly Queue<AntennaAlarm> _alarms = new();

    public long Count { get; private set; }

    public void Add(DateTimeOffset time, MotionFault fault, string text)
    {
        _alarms.Enqueue(new AntennaAlarm(++Count, time, fault, text));
        if (_alarms.Count > Most)
            _alarms.Dequeue();
    }

    public AntennaAlarm[] After(long number) => [.. _alarms.Where(a => a.Number > number)];
}
