namespace IdentityHost.Data;

/// <summary>The schema this host needs. The migrations project creates it; a test keeps the two in step.</summary>
public static class RequiredSchema
{
    /// <summary>
    /// The last migration that must have been applied before the host is ready. It is also this host's age: a later migration says by it
    /// which hosts it still serves.
    /// </summary>
    public const string MigrationId = "20261130203000_NodeFormats";
}
