using Xunit;

namespace PostpartumRun.Plans.Tests;

public class SessionReferenceTests
{
    [Theory]
    [InlineData("4", "4:1-2")]
    [InlineData("week:4", "4:1-2")]
    [InlineData(" WEEK:4 ", "4:1-2")]
    [InlineData("6:3-2", "6:3-2")]
    [InlineData("week:6:3-2", "6:3-2")]
    [InlineData("week:6", "6:2-1")]
    [InlineData("week:8:Continuous", "8:continuous")]
    [InlineData("8", "8:continuous")]
    [InlineData("5", "5:2-2")]
    [InlineData("1", "1:walk-10")]
    [InlineData("3", "3:drills")]
    public void A_week_names_its_default_session_and_a_session_itself(string text, string fullId)
    {
        Assert.True(TrainingPlan.BuiltIn.TryFindSession(text, out var session, out var error));
        Assert.Null(error);
        Assert.Equal(fullId, session.FullId);
    }

    [Theory]
    [InlineData("week:6:4-1", "Week 6 has no session '4-1'; it has 2-1, 2-1-24, 2-1-30, 3-2, 3-2-25, 3-2-30.")]
    [InlineData("9", "There is no week 9. There are: 1:walk-10, 1:walk-15, 1:core, 2:walk-20,")]
    [InlineData("", "'' names no session: write a week, as week:4, or a week and a session, as week:6:3-2. There are: 1:walk-10,")]
    [InlineData("week four", "'week four' names no session")]
    [InlineData("0", "'0' names no session")]
    [InlineData("-1", "'-1' names no session")]
    [InlineData("99999999999", "'99999999999' names no session")]
    [InlineData("4:", "'4:' names no session")]
    [InlineData("week:4:1-2:3", "'week:4:1-2:3' names no session")]
    [InlineData("5:00 walk", "'5:00 walk' names no session")]
    public void What_names_no_session_is_answered_with_what_there_is(string text, string error)
    {
        Assert.False(TrainingPlan.BuiltIn.TryFindSession(text, out var session, out var found));
        Assert.Null(session);
        Assert.StartsWith(error, found);
    }

    [Fact]
    public void A_reference_prints_as_it_is_written_in_short()
    {
        Assert.Equal("6:3-2", new SessionReference(6, "3-2").ToString());
        Assert.Equal("6", new SessionReference(6).ToString());
    }

    [Fact]
    public void Every_session_is_found_by_its_full_id_and_each_week_has_one_default()
    {
        foreach (var session in TrainingPlan.BuiltIn.Weeks.SelectMany(w => w.Sessions))
        {
            Assert.True(TrainingPlan.BuiltIn.TryFindSession($"week:{session.FullId}", out var found, out _));
            Assert.Same(session, found);
        }
        Assert.All(TrainingPlan.BuiltIn.Weeks, w => Assert.Single(w.Sessions, s => s.IsDefault));
    }
}
