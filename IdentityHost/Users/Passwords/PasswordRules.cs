using System.Collections.Frozen;
using Shared;

namespace IdentityHost.Users.Passwords;

/// <summary>
/// What a new password may be, by NIST SP 800-63B 3.1.1.2: long enough, none that everybody tries first, and no rules of composition.
/// </summary>
internal static class PasswordRules
{
    /// <summary>Shortest new password, in characters.</summary>
    internal const int MinimumLength = 8;

    /// <summary>Longest password, in characters: far beyond any that a person has, and no work for the hash function to speak of.</summary>
    internal const int MaximumLength = 1024;

    // The shortest beginning of a name that makes a password with nothing much else easy to guess.
    private const int TellingLength = 4;

    // What leads the published lists of leaked passwords, of those that are long enough.
    private static readonly FrozenSet<string> First = FrozenSet.ToFrozenSet(
        [
            "password", "password1", "password12", "password123", "passw0rd", "p@ssw0rd", "p@ssword", "passwort", "passwort1", "kennwort",
            "12345678", "123456789", "1234567890", "0123456789", "987654321", "0987654321", "87654321", "12341234", "123123123", "147258369",
            "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qazxsw2", "q1w2e3r4", "qwer1234", "qwerty12", "qwerty123", "qwerty1234", "qwertyui",
            "qwertyuiop", "qwertzui", "qwertzuiop", "asdfasdf", "asdfghjk", "asdfghjkl", "zxcvbnm1", "abcd1234", "abc12345", "abcdefgh",
            "iloveyou", "iloveyou1", "sunshine", "princess", "football", "baseball", "superman", "trustno1", "whatever", "computer",
            "internet", "starwars", "letmein1", "welcome1", "welcome123", "changeme", "changeme1", "admin123", "admin1234", "administrator",
            "hallo123", "schalke04", "sommer123", "michelle", "jennifer", "maverick", "corvette", "dragon123", "monkey123", "secret123",
            "test1234", "testtest", "passpass", "default1", "qwe123qwe", "aa123456", "a1234567", "a12345678", "1qaz2wsx3edc", "zaq12wsx",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a new password, in the form in which it will be hashed; <see cref="PasswordProblem.None"/> if nothing is.</summary>
    /// <param name="names">The person's own: user name, address, name.</param>
    internal static PasswordProblem Check(string? password, params IEnumerable<string?> names)
    {
        if (string.IsNullOrEmpty(password))
            return PasswordProblem.Missing;
        if (password.Length > MaximumLength)
            return PasswordProblem.TooLong;
        if (OpaqueString.Enforce(password) is not { } enforced)
            return PasswordProblem.Untypable;
        return CheckEnforced(enforced, names);
    }

    private static PasswordProblem CheckEnforced(string password, IEnumerable<string?> names)
    {
        if (password.EnumerateRunes().Count() < MinimumLength)
            return PasswordProblem.TooShort;
        return First.Contains(password) || IsOneCharacter(password) || names.Any(name => IsHardlyMoreThan(password, name))
            ? PasswordProblem.EasyToGuess
            : PasswordProblem.None;
    }

    private static bool IsOneCharacter(string password) => password.All(c => c == password[0]);

    /// <summary>The name itself, or the part before its @, and a few characters after it.</summary>
    private static bool IsHardlyMoreThan(string password, string? name)
    {
        var telling = name?.Split('@')[0];
        return telling is { Length: >= TellingLength }
            && password.StartsWith(telling, StringComparison.OrdinalIgnoreCase)
            && password.Length - telling.Length <= TellingLength;
    }
}
