using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Seeding.Secrets;
using IdentityHost.Migrations.Seeding.Validation;
using Shared;
using Spectre.Console;

namespace IdentityHost.Migrations.Users;

/// <summary>Where a new password comes from. Never from an argument, which other users of the machine can see, and the shell remembers.</summary>
internal static class NewPassword
{
    private const int Shortest = 8;
    private const int Longest = 1024;

    /// <param name="from"><c>env:NAME</c> or <c>file:PATH</c>; null: the terminal is asked.</param>
    /// <exception cref="RefusedException">It can't be read, or won't do.</exception>
    internal static string Read(string? from)
    {
        var password = from is null ? Ask() : ReadFrom(from);
        if (OpaqueString.Enforce(password) is not { } enforced)
            throw new RefusedException("The password has a character that no password may have, such as a control character (RFC 8265 4.2).");
        if (enforced.Length is < Shortest or > Longest)
            throw new RefusedException($"The password must have {Shortest} to {Longest} characters.");
        return SecretStrength.BitsOf(enforced) >= SecretStrength.LeastBitsOfPassword
            ? enforced
            : throw new RefusedException("The password is too easy to guess.");
    }

    private static string ReadFrom(string from)
    {
        if (!CommonRules.IsSource(from))
            throw new RefusedException("--from must be env:NAME or file:PATH: a password is never an argument.");
        var (password, problem) = new SecretReader(Directory.GetCurrentDirectory()).Read(from);
        return password ?? throw new RefusedException($"--from: {problem}.");
    }

    private static string Ask()
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            throw new RefusedException("There is no terminal to ask: say --from env:NAME or --from file:PATH.");
        var password = AnsiConsole.Prompt(new TextPrompt<string>("New password:").Secret());
        return AnsiConsole.Prompt(new TextPrompt<string>("Once more:").Secret()) == password
            ? password
            : throw new RefusedException("These were two different passwords. Nothing was changed.");
    }
}
