using System.Runtime.ExceptionServices;
using DbUp;

namespace PostpartumRun.Journal;

/// <summary>Brings a log to this version's form, by the numbered scripts beside this file. Each ends by setting <c>user_version</c>
/// to its number, so that a log in form is told by one cheap question.</summary>
internal static class SqliteMigrations
{
    /// <summary>The number of the last script.</summary>
    public const long Latest = 5;

    /// <summary>Runs the scripts that the log lacks, in one transaction that takes the write lock before it looks: of several
    /// processes that do this at once, one does it, and the others find it done.</summary>
    public static void Run(string connectionString)
    {
        var result = DeployChanges.To
            .SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(SqliteMigrations).Assembly)
            .WithVariablesDisabled()
            .WithTransaction()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            ExceptionDispatchInfo.Throw(result.Error);
    }
}
