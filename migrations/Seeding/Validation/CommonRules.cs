using System.Text.RegularExpressions;
using FluentValidation;
using IdentityHost.Migrations.Seeding.Secrets;

namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>Rules that several validators share. They pass what isn't written (null): presence is judged elsewhere.</summary>
internal static partial class CommonRules
{
    internal static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int length) =>
        rule.MaximumLength(length).WithMessage($"must have at most {length} characters");

    internal static IRuleBuilderOptions<T, string?> IsGiven<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().WithMessage("is required");

    /// <summary>RFC 6749 3.3: scope-token.</summary>
    internal static IRuleBuilderOptions<T, string?> IsScopeToken<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || (text.Length <= 200 && ScopeToken().IsMatch(text)))
            .WithMessage("must be 1 to 200 printable ASCII characters without space, \" and \\ (RFC 6749 3.3)");

    /// <summary>A name that is sent as a client id or stands in a token: VSCHAR (RFC 6749 A.1) without the space.</summary>
    internal static IRuleBuilderOptions<T, string?> IsIdentifier<T>(this IRuleBuilder<T, string?> rule, int longest = 200) =>
        rule.Must(text => string.IsNullOrEmpty(text) || (text.Length <= longest && Identifier().IsMatch(text)))
            .WithMessage($"must be 1 to {longest} printable ASCII characters without spaces (RFC 6749 A.1)");

    internal static IRuleBuilderOptions<T, int?> IsSecondsUpTo<T>(this IRuleBuilder<T, int?> rule, int most, string source = "") =>
        rule.InclusiveBetween(1, most).WithMessage($"must be 1 to {most} seconds{source}");

    /// <param name="problem">Says what is wrong with a text, or nothing.</param>
    internal static void IsFreeOf<T>(this IRuleBuilderInitial<T, string?> rule, Func<string, string?> problem) => rule.Custom((text, context) =>
    {
        if (!string.IsNullOrEmpty(text) && problem(text) is { } found)
            context.AddFailure(found);
    });

    /// <summary>In a list, where an empty text is a mistake.</summary>
    internal static void IsFreeOf<T>(this IRuleBuilderInitialCollection<T, string> rule, Func<string, string?> problem) => rule.Custom((text, context) =>
    {
        if (problem(text) is { } found)
            context.AddFailure(found);
    });

    /// <summary>The host has keys for these two.</summary>
    internal static IRuleBuilderOptions<T, string?> IsSigningAlgorithm<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(algorithm => algorithm is "RS256" or "ES256").WithMessage("must be RS256 or ES256");

    /// <summary>Whatever is written twice is a slip of whoever wrote it.</summary>
    internal static void RefuseRepeats<T, TItem>(
        ValidationContext<T> context, string list, IReadOnlyList<TItem>? items, Func<TItem, string?> key, IEqualityComparer<string> comparer, string member = "")
    {
        var seen = new HashSet<string>(comparer);
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (key(items![i]) is { Length: > 0 } value && !seen.Add(value))
                context.AddFailure($"{list}[{i}]{member}", $"'{value}' occurs twice in this file");
        }
    }

    /// <summary>A list of plain texts without repeats.</summary>
    internal static void RefuseRepeats<T>(ValidationContext<T> context, string list, IReadOnlyList<string>? items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            if (!seen.Add(items![i]))
                context.AddFailure($"{list}[{i}]", $"'{items[i]}' occurs twice in this list");
        }
    }

    internal static bool IsSource(string? from) =>
        from is not null
        && ((from.StartsWith(SecretReader.EnvironmentPrefix, StringComparison.Ordinal) && VariableName().IsMatch(from[SecretReader.EnvironmentPrefix.Length..]))
            || (from.StartsWith(SecretReader.FilePrefix, StringComparison.Ordinal) && from.Length > SecretReader.FilePrefix.Length));

    [GeneratedRegex("^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$", RegexOptions.None, 1000)]
    private static partial Regex ScopeToken();

    [GeneratedRegex("^[\\x21-\\x7E]+$", RegexOptions.None, 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex VariableName();
}
