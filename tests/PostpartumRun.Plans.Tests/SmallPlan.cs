namespace PostpartumRun.Plans.Tests;

/// <summary>A plan file of one week, the shortest that has everything, and its lines to change.</summary>
internal static class SmallPlan
{
    public const string Text = """
        name: Small
        revision: 3
        informs: This plan informs and does not diagnose.
        readiness:
          intro: Before you begin
          needs:
            - id: cleared
              text: Cleared
          if-not: Wait.
          usual-start-weeks: 12-20
          timing: [Later is fine.]
          background: [Much has changed.]
        stop-signs:
          advice: Stop.
          signs: [{id: leaking, text: Leaking}]
        progress:
          advice: All of
          conditions: [{id: no-pain, text: No pain}]
        hold:
          advice: Any of
          signs: [{id: exhaustion, text: Exhaustion}]
        ease:
          from-week: 1
          ways: [{id: shorter-runs, text: Run less.}]
        life: [Never double.]
        weeks:
          - week: 1
            theme: Begin
            what: A bit of everything
            often: Twice
            sessions:
              - id: 1-2
                kind: run
                title: Run
                times: 2-3
                workout: |
                  5:00 walk warmup "Easy"
                  6 x (1:00 run; 2:00 walk)
              - id: core
                kind: core
                title: Core
                times: 2
                exercises:
                  - name: Dead bug
                    sets: 2
                    reps: 8
                    per-side: true
                    cue: Slowly
                  - name: Breathing
                    sets: 1
                    time: 30 s
                    cue: Wide
        """;

    /// <summary>The plan with one piece of its text replaced, which has to be there once.</summary>
    public static string With(string old, string replacement)
    {
        string text = Text.ReplaceLineEndings("\n");
        int at = text.IndexOf(old, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(old, at + 1, StringComparison.Ordinal) >= 0)
            throw new ArgumentException($"'{old}' is not there once.", nameof(old));
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }
}
