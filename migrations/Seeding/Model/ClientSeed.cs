namespace IdentityHost.Migrations.Seeding.Model;

/// <summary>How a client gets its access tokens. The numbers are the ones stored in <c>Clients.AccessTokenType</c>.</summary>
internal enum SeedTokenType
{
    Jwt = 0,
    Reference = 1,
}

/// <summary>What becomes of a refresh token that is used. The numbers are the ones stored in <c>Clients.RefreshTokenUsage</c>.</summary>
internal enum SeedTokenUsage
{
    ReUse = 0,
    OneTimeOnly = 1,
}

/// <summary>What bounds the life of refresh tokens. The numbers are the ones stored in <c>Clients.RefreshTokenExpiration</c>.</summary>
internal enum SeedTokenExpiration
{
    Sliding = 0,
    Absolute = 1,
}

/// <summary>Yes, no, or whatever the server's own setting says.</summary>
internal enum SeedChoice
{
    AsTheServer,
    No,
    Yes,
}

internal sealed record ClientSeed : SeedItem
{
    public string? ClientId { get; init; }

    public string? ClientName { get; init; }

    public string? Description { get; init; }

    public string? ClientUri { get; init; }

    public string? LogoUri { get; init; }

    public bool? Enabled { get; init; }

    public IReadOnlyList<string>? GrantTypes { get; init; }

    public IReadOnlyList<string>? RedirectUris { get; init; }

    public IReadOnlyList<string>? PostLogoutRedirectUris { get; init; }

    public IReadOnlyList<string>? AllowedCorsOrigins { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public IReadOnlyList<SecretSeed>? Secrets { get; init; }

    public bool? RequireClientSecret { get; init; }

    public bool? RequirePkce { get; init; }

    public bool? AllowPlainTextPkce { get; init; }

    public bool? RequireConsent { get; init; }

    public bool? AllowRememberConsent { get; init; }

    public int? ConsentLifetime { get; init; }

    public SeedTokenType? AccessTokenType { get; init; }

    /// <summary>Seconds, as all lifetimes here.</summary>
    public int? AccessTokenLifetime { get; init; }

    public int? AuthorizationCodeLifetime { get; init; }

    public int? IdentityTokenLifetime { get; init; }

    public bool? IncludeJwtId { get; init; }

    public IReadOnlyList<string>? AllowedIdentityTokenSigningAlgorithms { get; init; }

    public bool? AlwaysIncludeUserClaimsInIdToken { get; init; }

    public bool? AllowOfflineAccess { get; init; }

    public SeedTokenUsage? RefreshTokenUsage { get; init; }

    public SeedTokenExpiration? RefreshTokenExpiration { get; init; }

    public int? AbsoluteRefreshTokenLifetime { get; init; }

    public int? SlidingRefreshTokenLifetime { get; init; }

    public bool? UpdateAccessTokenClaimsOnRefresh { get; init; }

    public int? UserSsoLifetime { get; init; }

    public SeedChoice? CoordinateLifetimeWithUserSession { get; init; }

    public string? FrontChannelLogoutUri { get; init; }

    public bool? FrontChannelLogoutSessionRequired { get; init; }

    public string? BackChannelLogoutUri { get; init; }

    public bool? BackChannelLogoutSessionRequired { get; init; }

    public int? DeviceCodeLifetime { get; init; }

    public int? PollingInterval { get; init; }

    /// <summary>Claims of the client's own, which its access tokens carry.</summary>
    public IReadOnlyList<ClaimSeed>? Claims { get; init; }

    public bool? AlwaysSendClientClaims { get; init; }

    public string? ClientClaimsPrefix { get; init; }

    public bool? CanIntrospect { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }
}
