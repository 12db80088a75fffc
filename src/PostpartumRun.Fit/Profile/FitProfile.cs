namespace PostpartumRun.Fit.Profile;

/// <summary>The official profile: names, scales, units and enumerations. Read from the generated table at its first use.</summary>
public static class FitProfile
{
    /// <summary>The profile's version, <c>21.217</c>.</summary>
    public static string Version => throw new NotImplementedException();

    /// <summary>The message of a global number, or null when the profile has none.</summary>
    public static MessageProfile? FindMessage(ushort number) => throw new NotImplementedException();

    /// <summary>The message of a name in snake_case, or null.</summary>
    public static MessageProfile? FindMessage(string name) => throw new NotImplementedException();

    /// <summary>The type of a name in snake_case, base types' included, or null.</summary>
    public static TypeProfile? FindType(string name) => throw new NotImplementedException();
}

/// <summary>A type of the profile: an enumeration with names, or a base type's own.</summary>
public sealed class TypeProfile
{
    /// <summary>The name in snake_case, <c>sport</c> say.</summary>
    public string Name => throw new NotImplementedException();

    /// <summary>How its values are stored.</summary>
    public FitBaseType BaseType => throw new NotImplementedException();

    /// <summary>The name of a value in snake_case, or null when it has none.</summary>
    public string? NameOf(long value) => throw new NotImplementedException();

    /// <summary>The value of a name, or null when there is none.</summary>
    public long? ValueOf(string name) => throw new NotImplementedException();
}
