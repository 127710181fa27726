namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>
/// Lengths, in characters, that are not those of one column: what a seed accepts has to be taken by the host (docs/limits.md) and to fit wherever it
/// is stored later.
/// </summary>
internal static class SeedLimits
{
    /// <summary>A client's secret or an API resource's. Only its hash is stored.</summary>
    internal const int Secret = 1024;

    /// <summary>What the sign-in page takes.</summary>
    internal const int Password = 1024;

    /// <summary>All scopes of a client, with a space between them: what it is issued when it asks for none, and may ask for again.</summary>
    internal const int ClientScopes = 8000;

    /// <summary>The column <c>ServerSideSessions.SubjectId</c>, the shortest of those that hold a subject.</summary>
    internal const int Subject = 100;
}
