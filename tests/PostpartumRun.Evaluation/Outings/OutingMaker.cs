using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Draws outings: each behaviour and each trouble in turn, so that all of them, and all of their pairs, come up alike.</summary>
public static class OutingMaker
{
    private static readonly Behaviour[] Behaviours = Enum.GetValues<Behaviour>();
    private static readonly Trouble[] Troubles = Enum.GetValues<Trouble>();

    /// <summary>Troubles that take cadence away for good.</summary>
    private static readonly Trouble[] NoTrueCadence = [Trouble.BuggyZero, Trouble.BuggyNonsense, Trouble.NoCadence];

    /// <summary>Troubles that take speed away for good.</summary>
    private static readonly Trouble[] NoTrueSpeed = [Trouble.TreadmillNoSpeed, Trouble.TreadmillWrongSpeed, Trouble.NoSpeed];

    /// <summary>Troubles of how laps mark the steps: no two at once.</summary>
    private static readonly Trouble[] OfLaps =
        [Trouble.StaleFirstIndex, Trouble.MissingIndices, Trouble.RepeatedIndices, Trouble.ManualLaps, Trouble.NoLaps];

    private static readonly Trouble[] OfCadence = [.. NoTrueCadence, Trouble.BuggyStretches, Trouble.CadenceInSteps, Trouble.WalkingZeros];

    private static readonly Trouble[] OfSpeed =
        [Trouble.GpsLag, Trouble.GpsDropouts, Trouble.GpsSpikes, .. NoTrueSpeed];

    private static readonly Trouble[] ForSpeedAlone =
    [
        Trouble.GpsLag, Trouble.GpsDropouts, Trouble.GpsSpikes, Trouble.SmartRecording, Trouble.Halts, Trouble.Pauses, Trouble.StartedLate,
        Trouble.CutOff, Trouble.Hills, Trouble.BigEndian, Trouble.SummariesFirst,
    ];

    /// <summary>The outing of a seed.</summary>
    public static Outing Make(SeedSet set, Kind kind, long seed)
    {
        var dice = new Dice(set, seed, $"outing {kind}");
        var troubles = new HashSet<Trouble>();
        var behaviours = new List<Behaviour>();
        switch (kind)
        {
            case Kind.OneFault:
                // Troubles after which speed is the only witness keep laps, so that this kind stays "with cadence or laps".
                if (seed % 2 == 0)
                    behaviours.Add(Behaviours[seed / 2 % Behaviours.Length]);
                else
                    troubles.Add(Troubles[seed / 2 % Troubles.Length]);
                break;
            case Kind.SpeedAlone or Kind.SpeedAlike:
                if (seed % 2 == 0)
                    behaviours.Add(Behaviours[seed / 2 % Behaviours.Length]);
                else
                    troubles.Add(ForSpeedAlone[seed / 2 % ForSpeedAlone.Length]);
                break;
            case Kind.Nothing:
                behaviours.Add(Behaviours[seed % Behaviours.Length]);
                break;
            default:
                long pair = seed % (Behaviours.Length * Troubles.Length);
                behaviours.Add(Behaviours[pair % Behaviours.Length]);
                troubles.Add(Troubles[pair / Behaviours.Length]);
                AddMore(dice, behaviours, troubles);
                break;
        }
        if (behaviours.Count == 0)
            behaviours.Add(Behaviour.Follow);
        return Complete(dice, set, kind, seed, behaviours, troubles);
    }

    private static void AddMore(Dice dice, List<Behaviour> behaviours, HashSet<Trouble> troubles)
    {
        for (int more = dice.Whole(0, 2); more > 0; more--)
        {
            var another = dice.Of(Behaviours.AsSpan(1));
            if (behaviours[0] != Behaviour.Follow && !behaviours.Contains(another) && CanJoin(behaviours, another))
                behaviours.Add(another);
        }
        for (int more = dice.Whole(behaviours is [Behaviour.Follow] ? 1 : 0, 2); more > 0;)
        {
            var another = dice.Of<Trouble>(Troubles);
            if (troubles.Contains(another) || !CanJoin(troubles, another))
                continue;
            troubles.Add(another);
            more--;
        }
    }

    private static bool CanJoin(List<Behaviour> behaviours, Behaviour another) =>
        another is not (Behaviour.EarlyStop or Behaviour.NoCooldown)
        || !behaviours.Exists(one => one is Behaviour.EarlyStop or Behaviour.NoCooldown or Behaviour.ExtraRun);

    /// <summary>Whether an activity with both is one that can be: and one that leaves a witness.</summary>
    private static bool CanJoin(HashSet<Trouble> troubles, Trouble another)
    {
        if (Both(OfLaps) || (Both(OfCadence) && another != Trouble.WalkingZeros) || Both(NoTrueSpeed))
            return false;
        bool isCadenceGone = Any(NoTrueCadence) || Any([Trouble.BuggyStretches]), isSpeedGone = Any(NoTrueSpeed);
        // A slow jogger without cadence cannot be told from a walker.
        return !(isCadenceGone && (isSpeedGone || Any([Trouble.SlowJogger])))
            && !(isSpeedGone && (Any([Trouble.GpsLag]) || Any([Trouble.GpsDropouts]) || Any([Trouble.GpsSpikes])))
            && !(Any([Trouble.CutOff]) && Any([Trouble.SummariesFirst]))
            && !(Any([Trouble.StartedLate]) && (Any(OfLaps[..3]) || Any([Trouble.AutoLapCuts])));

        bool Any(Trouble[] of) => of.Contains(another) || troubles.Overlaps(of);
        bool Both(Trouble[] of) => of.Contains(another) && troubles.Overlaps(of);
    }

    private static Outing Complete(Dice dice, SeedSet set, Kind kind, long seed, List<Behaviour> behaviours, HashSet<Trouble> troubles)
    {
        if (kind == Kind.SpeedAlike)
            troubles.Add(Trouble.SlowJogger);
        if (kind is Kind.SpeedAlone or Kind.SpeedAlike)
            troubles.UnionWith([dice.Of(Trouble.NoCadence, Trouble.BuggyZero, Trouble.BuggyNonsense), Trouble.NoLaps]);
        if (kind == Kind.Nothing)
            troubles.UnionWith([dice.Of(Trouble.TreadmillNoSpeed, Trouble.NoSpeed), dice.Of(Trouble.NoCadence, Trouble.BuggyZero)]);
        bool isOfStepLaps = troubles.Overlaps(
            [Trouble.StaleFirstIndex, Trouble.MissingIndices, Trouble.RepeatedIndices, Trouble.AutoLapCuts]);
        bool needsLaps = kind == Kind.OneFault && troubles.Overlaps(NoTrueCadence);
        bool isSelfTimed = troubles.Contains(Trouble.StartedLate) || troubles.Contains(Trouble.ManualLaps);
        bool isWatchLed = !isSelfTimed && (isOfStepLaps || needsLaps || dice.Chance(0.6));
        bool hasStepLaps = isWatchLed && !troubles.Contains(Trouble.NoLaps) && (isOfStepLaps || needsLaps || dice.Chance(0.75));
        // A watch ends steps of a distance by what it measures, so a spoilt distance would spoil the truth.
        bool isOpen = dice.Chance(0.15) && !troubles.Overlaps([.. NoTrueSpeed, Trouble.GpsDropouts, Trouble.GpsSpikes])
            && behaviours.TrueForAll(IsSimple)
            && !troubles.Contains(Trouble.StartedLate) && (hasStepLaps || kind == Kind.OneFault);
        var shelf = isOpen ? WorkoutShelf.Open : WorkoutShelf.Timed;
        var workout = shelf[dice.Whole(0, shelf.Length - 1)];
        for (int most = 100; most > 0 && !behaviours.TrueForAll(behaviour => Script.CanPlay(behaviour, workout)); most--)
            workout = shelf[dice.Whole(0, shelf.Length - 1)];
        if (!behaviours.TrueForAll(behaviour => Script.CanPlay(behaviour, workout)))
            workout = WorkoutShelf.Timed[0];
        return new()
        {
            Set = set,
            Kind = kind,
            Seed = seed,
            Workout = workout,
            Behaviours = behaviours,
            Troubles = troubles,
            IsWatchLed = isWatchLed,
            HasStepLaps = hasStepLaps,
        };
    }

    private static bool IsSimple(Behaviour behaviour) =>
        behaviour is Behaviour.Follow or Behaviour.Walked or Behaviour.EarlyStop or Behaviour.NoCooldown or Behaviour.ExtraRun;
}
