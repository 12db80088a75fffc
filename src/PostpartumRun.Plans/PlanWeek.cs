using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>A week of a plan. How long a runner stays at it is hers to decide.</summary>
public sealed record PlanWeek
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What it is about, in a few words.</summary>
    public required string Theme { get; init; }

    /// <summary>What there is to do, in a sentence or two.</summary>
    public required string What { get; init; }

    /// <summary>How often, in words.</summary>
    public required string Often { get; init; }

    /// <summary>What there is to choose between, in words; null if nothing.</summary>
    public string? Choice { get; init; }

    /// <summary>What the plan has added to its source, in words; null if nothing.</summary>
    public string? Added { get; init; }

    /// <summary>How many hills its runs take in, as the week's advice says in words; the default is none.</summary>
    public PlanRange Hills { get; init; }

    /// <summary>The week's own sessions; at least one.</summary>
    public required ImmutableArray<PlanSession> Sessions { get; init; }

    /// <summary>Sessions of earlier weeks that go on.</summary>
    public ImmutableArray<PlanContinuation> GoesOn { get; init; } = [];

    /// <summary>Further advice.</summary>
    public ImmutableArray<string> Guidance { get; init; } = [];

    /// <summary>The session that stands for the week: its first run, or its first session in a week without runs.</summary>
    public PlanSession DefaultSession => Sessions.First(s => s.IsDefault);

    /// <summary>The session of an id, read without regard to case; or null.</summary>
    public PlanSession? Session(string id) => Sessions.FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A session of an earlier week that goes on in a later one.</summary>
/// <param name="Session">The session, as its own week has it.</param>
/// <param name="TimesPerWeek">How often, from now on.</param>
public sealed record PlanContinuation(PlanSession Session, PlanRange TimesPerWeek);
