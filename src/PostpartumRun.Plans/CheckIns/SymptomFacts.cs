using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>What each symptom is called, and what to do about it at once. It informs and does not diagnose.</summary>
public static class SymptomFacts
{
    /// <summary>The sentence that stands by every stop.</summary>
    public const string Informs = "pprun informs and does not diagnose: what it says is no examination.";

    /// <summary>What to do at any stop sign.</summary>
    public const string StopAdvice =
        "Stop running, walk home gently, and reassess before you run again. See a pelvic-health physiotherapist or your doctor about it; "
        + "if it comes back or stays, do so before any run.";

    /// <summary>All symptoms, in the order in which to ask for them.</summary>
    public static ImmutableArray<Symptom> All { get; } = [.. Enum.GetValues<Symptom>()];

    /// <summary>Whether it ends a run at once.</summary>
    public static bool IsStopSign(Symptom symptom) => symptom <= Symptom.HipOrLowBackPain;

    /// <summary>Its name for programs.</summary>
    public static string Id(Symptom symptom) => symptom switch
    {
        Symptom.Heaviness => "heaviness",
        Symptom.Leaking => "leaking",
        Symptom.SharpPain => "sharp-pain",
        Symptom.Doming => "doming",
        Symptom.HipOrLowBackPain => "hip-or-low-back-pain",
        Symptom.Pressure => "pressure",
        Symptom.PubicOrSacroiliacPain => "pubic-or-sacroiliac-pain",
        Symptom.OtherPain => "other-pain",
        _ => throw new ArgumentOutOfRangeException(nameof(symptom)),
    };

    /// <summary>The symptom of a name, or null.</summary>
    public static Symptom? Find(string id)
    {
        var found = All.Where(symptom => Id(symptom) == id).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Its words, for a question and for a reason.</summary>
    public static string Text(Symptom symptom) => symptom switch
    {
        Symptom.Heaviness => "heaviness in your pelvis",
        Symptom.Leaking => "leaking",
        Symptom.SharpPain => "sharp pain",
        Symptom.Doming => "doming or coning along the middle of your belly",
        Symptom.HipOrLowBackPain => "pain in a hip or in your low back",
        Symptom.Pressure => "pressure in your pelvis",
        Symptom.PubicOrSacroiliacPain => "pain at the pubic bone or in the sacroiliac joints at the back of your pelvis",
        Symptom.OtherPain => "any other pain",
        _ => throw new ArgumentOutOfRangeException(nameof(symptom)),
    };
}
