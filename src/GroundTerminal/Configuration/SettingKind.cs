namespace GroundTerminal.Configuration;

/// <summary>What a setting's value is.</summary>
public enum SettingKind
{
    Text,
    Number,
    Whole,
    Flag,
    Choice,
    CallSign,
    Endpoint,
    Section,
    List,
}
