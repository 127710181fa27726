namespace IdentityHost.Data;

/// <summary>The schema this host needs. The migrations project creates it; a test keeps the two in step.</summary>
public static class RequiredSchema
{
    /// <summary>The last migration that must have been applied before the host is ready.</summary>
    public const string MigrationId = "20261122160000_Coherence";
}
