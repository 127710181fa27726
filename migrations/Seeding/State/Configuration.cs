namespace IdentityHost.Migrations.Seeding.State;

/// <summary>
/// What the database holds of the things that seeds touch. A plan changes this picture of it, so that the second seed is judged by what
/// the first one leaves behind.
/// </summary>
internal sealed class Configuration
{
    internal Dictionary<string, ApiScopeState> ApiScopes { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, IdentityResourceState> IdentityResources { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ApiResourceState> ApiResources { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ClientState> Clients { get; } = new(StringComparer.Ordinal);

    /// <summary>By normalised name. Only those that a seed names: there may be millions.</summary>
    internal Dictionary<string, UserState> Users { get; } = new(StringComparer.Ordinal);
}
