using System.Globalization;

namespace IdentityHost.Migrations.Seeding.State;

/// <summary>A stored secret of a client or an API resource.</summary>
/// <param name="Id">The key of its row; null until it is inserted.</param>
internal sealed record SecretState(int? Id, string Hash, string Type, string? Description, DateTimeOffset? Expires)
{
    internal const string SharedSecret = "SharedSecret";

    /// <summary>It was not read, since a later seed of the same run replaces or removes it.</summary>
    internal bool IsSuperseded { get; init; }

    internal bool IsSameAs(SecretState other) => this with { Id = null } == other with { Id = null };

    internal static Field Describe(IReadOnlyList<SecretState> secrets) => new("secrets", [.. secrets.Select(Describe)]);

    private static FieldValue Describe(SecretState secret)
    {
        var shown = secret.Type == SharedSecret ? "(a secret)" : $"(a {secret.Type})";
        if (secret.Description is not null)
            shown += $" {secret.Description}";
        if (secret.IsSuperseded)
            shown += " that a later seed takes away";
        if (secret.Expires is { } expires)
            shown += $" until {expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
        return new FieldValue($"{secret.Type}|{secret.Hash}|{shown}", shown);
    }
}
