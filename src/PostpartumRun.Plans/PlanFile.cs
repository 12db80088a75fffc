using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>
/// Plan files: YAML that holds a whole plan, as the built-in <c>eight-weeks.yaml</c> does. A bad file is no exception: the result
/// holds every error with its line and column. Unknown keys are errors, and so are anchors, aliases and tags: a plan is read from top to
/// bottom, and says what it says.
/// </summary>
public static class PlanFile
{
    /// <summary>The longest plan file, in characters; longer ones are refused unread.</summary>
    public const int MaxLength = 1_048_576;

    /// <summary>Reads a plan, to the reader's end or to one character over <see cref="MaxLength"/>.</summary>
    /// <param name="reader">Where the file's text comes from; it is left open.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="ArgumentNullException">There is no reader or no name.</exception>
    /// <exception cref="IOException">The reader cannot be read.</exception>
    public static PlanLoadResult Load(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var buffer = new char[4096];
        var text = new System.Text.StringBuilder();
        int read;
        while (text.Length <= MaxLength && (read = reader.Read(buffer, 0, Math.Min(buffer.Length, MaxLength + 1 - text.Length))) > 0)
            text.Append(buffer, 0, read);
        return Load(text.ToString(), name);
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="ArgumentNullException">There is no text or no name.</exception>
    public static PlanLoadResult Load(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        if (text.Length > MaxLength)
        {
            string tooLong = string.Create(CultureInfo.InvariantCulture, $"the file is longer than {MaxLength:N0} characters");
            return new(null, [new(name, 1, 1, tooLong)]);
        }
        var source = new YamlSource(text.TrimStart('\uFEFF'), name);
        var root = YamlTree.Read(source);
        var plan = root is null ? null : new PlanReader(source).Read(root);
        return source.Errors.Count == 0 ? new(plan, []) : new(null, source.SortedErrors());
    }

    /// <summary>The built-in plan as a file, with its comments: what to begin a plan of one's own with.</summary>
    public static string BuiltInText => Resource(BuiltInName);

    /// <summary>The JSON Schema of plan files, by which editors complete and check them. It knows the form; <see cref="Load(string, string)"/>
    /// knows the meaning as well.</summary>
    public static string SchemaText => Resource("plan.schema.json");

    private const string BuiltInName = "eight-weeks.yaml";

    internal static TrainingPlan LoadBuiltIn()
    {
        var result = Load(BuiltInText, BuiltInName);
        return result.Plan ?? throw new InvalidOperationException(string.Join('\n', result.Errors));
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PlanFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
