using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>Passwords: which are taken, and their hashes, by ASP.NET Core Identity (PBKDF2 with HMAC-SHA-512 and a salt of 128
/// bits).</summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>The most characters.</summary>
    public const int MaxLength = 200;

    /// <summary>OWASP's Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-512.</summary>
    private const int Iterations = 210_000;

    private static readonly Account _nobody = new() { Id = 0, Name = "", Role = AccountRole.Coach };

    private readonly PasswordHasher<Account> _hasher;
    private readonly string _nobodysHash;
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    public Passwords(int iterations = Iterations)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        _nobodysHash = Hash(Guid.NewGuid().ToString());
    }

    /// <summary>Why a password is not taken; null where it is.</summary>
    public static string? Refusal(string password, string accountName) => password.Length switch
    {
        < MinLength => $"A password has {MinLength} characters at least: four or five words do well.",
        > MaxLength => $"A password has {MaxLength} characters at most.",
        _ when password.Contains(accountName, StringComparison.OrdinalIgnoreCase) => "A password does not hold the account's name.",
        _ when password.Distinct().Count() < 5 => "A password has five different characters at least.",
        _ => null,
    };

    /// <summary>A password's hash.</summary>
    public string Hash(string password) => _hasher.HashPassword(_nobody, password);

    /// <summary>
    /// Whether a password is an account's. It takes as long where there is no such account, or one without a password: neither tells
    /// whether somebody has one.
    /// </summary>
    /// <param name="account">The account; null for none.</param>
    /// <param name="password">What was given.</param>
    /// <param name="cancellation">Gives up waiting for its turn: hashes of many at once would leave no processor to anybody else.</param>
    /// <returns>Whether it is, and whether the hash should be made anew.</returns>
    public async Task<(bool IsRight, bool IsOld)> CheckAsync(Account? account, string password, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var result = _hasher.VerifyHashedPassword(_nobody, account?.PasswordHash ?? _nobodysHash, password);
            bool isRight = account?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
            return (isRight, result == PasswordVerificationResult.SuccessRehashNeeded);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
