using System.CommandLine;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>
/// <c>pprun-web account</c>: who may sign in, and whom a coach sees. Whoever can write the log's folder may do all of it; nobody can over
/// the page.
/// </summary>
internal static class AccountCommand
{
    private const int Done = 0, Fault = 1, Usage = 2;

    public static Command Create(Option<string?> data, TimeProvider clock)
    {
        var command = new Command("account", "Who may sign in to the page, and whom a coach sees.");
        Command[] parts =
        [
            Add(data, clock), List(data, clock), Remove(data, clock), Password(data, clock),
            Give(data, clock, "give"), Give(data, clock, "take"),
        ];
        foreach (var part in parts)
            command.Subcommands.Add(part);
        return command;
    }

    private static Command Add(Option<string?> data, TimeProvider clock)
    {
        var name = Name();
        var runner = new Option<string?>("--runner")
        {
            Description = "The runner that she is: a runner's account sees her alone.",
            HelpName = "NAME",
        };
        var coach = new Option<bool>("--coach") { Description = "She coaches: 'account give' says whom." };
        var subject = new Option<string?>("--subject")
        {
            Description = "Who she is at the OpenID Connect provider (its \"sub\"): she signs in there, and has no password here.",
            HelpName = "SUB",
        };
        var add = new Command("add", "Add an account. Its password is asked for, or read from standard input.")
        {
            name, runner, coach, subject,
        };
        add.SetAction(result => Run(result.GetValue(data), clock, journal =>
        {
            var role = result.GetValue(coach) ? AccountRole.Coach : AccountRole.Runner;
            if (role == AccountRole.Runner && result.GetValue(runner) is null)
                throw new RefusedException("say whose log it is with --runner NAME, or --coach for somebody who looks after others.");
            string checkedName = Account.Checked(result.GetValue(name)!);
            if (journal.FindAccount(checkedName) is not null)
                throw new RefusedException($"there is an account {checkedName} already.");
            string? hash = result.GetValue(subject) is null ? new Passwords().Hash(ReadPassword(checkedName)) : null;
            JournalRunner? whose = result.GetValue(runner) is { } given ? journal.GetOrAddRunner(given) : null;
            var account = journal.AddAccount(checkedName, role, whose, hash, result.GetValue(subject));
            Console.WriteLine($"Added {account.Name}. From now on the page asks everybody to sign in.");
        }));
        return add;
    }

    private static Command List(Option<string?> data, TimeProvider clock)
    {
        var list = new Command("list", "List the accounts, and whom each of them sees.");
        list.SetAction(result => Run(result.GetValue(data), clock, journal =>
        {
            foreach (var account in journal.ListAccounts())
            {
                string by = account.PasswordHash is null ? "OpenID Connect" : "password";
                string seen = string.Join(", ", journal.ListVisible(account.Id).Select(runner => runner.Name));
                Console.WriteLine($"{account.Name}\t{Words.Of(account.Role)}\t{by}\t{seen}");
            }
        }));
        return list;
    }

    private static Command Remove(Option<string?> data, TimeProvider clock)
    {
        var name = Name();
        var remove = new Command("remove", "Take an account away, and sign it out. The runner's log stays.") { name };
        remove.SetAction(result => Run(result.GetValue(data), clock, journal =>
        {
            journal.RemoveAccount(Find(journal, result.GetValue(name)!));
            Console.WriteLine(journal.HasAccounts() ? "Removed."
                : "Removed. No account is left: on this machine the page asks nobody to sign in any more.");
        }));
        return remove;
    }

    private static Command Password(Option<string?> data, TimeProvider clock)
    {
        var name = Name();
        const string what = "Give an account another password, and sign it out everywhere. It is asked for, or read from standard input.";
        var password = new Command("password", what) { name };
        password.SetAction(result => Run(result.GetValue(data), clock, journal =>
        {
            var account = Find(journal, result.GetValue(name)!);
            journal.SetPassword(account, new Passwords().Hash(ReadPassword(account.Name)));
            Console.WriteLine("Changed.");
        }));
        return password;
    }

    private static Command Give(Option<string?> data, TimeProvider clock, string verb)
    {
        bool isGiven = verb == "give";
        var name = new Argument<string>("COACH") { Description = "The coach's account." };
        var runner = new Argument<string>("RUNNER") { Description = "The runner." };
        var give = new Command(verb, $"Let a coach see a runner's log{(isGiven ? "" : " no longer")}.") { name, runner };
        give.SetAction(result => Run(result.GetValue(data), clock, journal =>
        {
            var coach = Find(journal, result.GetValue(name)!);
            var whom = journal.FindRunner(result.GetValue(runner)!)
                ?? throw new RefusedException($"the log has no runner {result.GetValue(runner)}.");
            bool isChanged = isGiven ? journal.GiveRunner(coach, whom) : journal.TakeRunner(coach, whom);
            Console.WriteLine(isChanged ? "Done." : "That was so already.");
        }));
        return give;
    }

    private static Argument<string> Name() => new("NAME") { Description = "What she signs in as." };

    private static Account Find(JournalStore journal, string name) =>
        journal.FindAccount(name) ?? throw new RefusedException($"there is no account {name}. See 'pprun-web account list'.");

    private static int Run(string? given, TimeProvider clock, Action<JournalStore> action)
    {
        try
        {
            string folder = DataFolder.Find(given) ?? throw new RefusedException(
                $"this account has no data folder: say with --data or ${DataFolder.Variable} where the log is to be.");
            using var journal = JournalStore.Open(folder, clock);
            action(journal);
            return Done;
        }
        catch (Exception exception) when (exception is RefusedException or JournalException)
        {
            Console.Error.WriteLine($"pprun-web: {exception.Message}");
            return exception is RefusedException ? Usage : Fault;
        }
    }

    // Never an argument: every process of the machine sees the arguments of another, and a shell keeps them.
    private static string ReadPassword(string accountName)
    {
        string password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Ask("Password: ");
        if (Passwords.Refusal(password, accountName) is { } refusal)
            throw new RefusedException(refusal);
        if (!Console.IsInputRedirected && Ask("Again: ") != password)
            throw new RefusedException("the two were not the same. Nothing was changed.");
        return password;
    }

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
