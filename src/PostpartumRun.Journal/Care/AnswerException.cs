namespace PostpartumRun.Journal;

/// <summary>
/// An answer or a choice that cannot be, told for people: each front end says it in its own way, beside the field or after the option.
/// </summary>
/// <param name="field">What was answered: <c>symptom</c>, <c>fatigue</c> and the like.</param>
/// <param name="text">What is wrong with it, and what can be: the rest of a sentence that begins with the field.</param>
public sealed class AnswerException(string field, string text) : Exception($"{field} {text}")
{
    /// <summary>What was answered.</summary>
    public string Field { get; } = field;
}
