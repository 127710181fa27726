namespace IdentityHost.Migrations.Seeding.Model;

/// <summary>How a client gets its access tokens. The numbers are the ones stored in <c>Clients.AccessTokenType</c>.</summary>
internal enum SeedTokenType
{
    Jwt = 0,
    Reference = 1,
}

internal sealed record ClientSeed : SeedItem
{
    public string? ClientId { get; init; }

    public string? ClientName { get; init; }

    public string? Description { get; init; }

    public bool? Enabled { get; init; }

    public IReadOnlyList<string>? GrantTypes { get; init; }

    public IReadOnlyList<string>? RedirectUris { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public IReadOnlyList<SecretSeed>? Secrets { get; init; }

    public bool? RequireClientSecret { get; init; }

    public bool? RequirePkce { get; init; }

    public SeedTokenType? AccessTokenType { get; init; }

    /// <summary>Seconds, as all lifetimes here.</summary>
    public int? AccessTokenLifetime { get; init; }

    public int? AuthorizationCodeLifetime { get; init; }

    public int? IdentityTokenLifetime { get; init; }

    public bool? IncludeJwtId { get; init; }

    public IReadOnlyList<string>? AllowedIdentityTokenSigningAlgorithms { get; init; }

    public bool? AlwaysIncludeUserClaimsInIdToken { get; init; }

    /// <summary>Claims of the client's own, which its access tokens carry.</summary>
    public IReadOnlyList<ClaimSeed>? Claims { get; init; }

    public bool? AlwaysSendClientClaims { get; init; }

    public string? ClientClaimsPrefix { get; init; }

    public bool? CanIntrospect { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }
}
