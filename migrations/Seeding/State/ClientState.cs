using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.State;

/// <summary>A client: what seeds can set of it. Columns without a member keep what they have, or get Duende's default on insert.</summary>
internal sealed record ClientState : Entity
{
    /// <summary>The row of <c>ClientProperties</c> that allows a client to introspect; its value is <c>true</c>.</summary>
    internal const string CanIntrospectProperty = "can_introspect";

    internal override string Kind => "client";

    internal override string Key => ClientId;

    public required string ClientId { get; init; }

    public string? ClientName { get; init; }

    public string? Description { get; init; }

    public string? ClientUri { get; init; }

    public string? LogoUri { get; init; }

    public bool Enabled { get; init; } = true;

    public IReadOnlyList<string> GrantTypes { get; init; } = [];

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    public IReadOnlyList<string> AllowedCorsOrigins { get; init; } = [];

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<SecretState> Secrets { get; init; } = [];

    public bool RequireClientSecret { get; init; } = true;

    public bool RequirePkce { get; init; } = true;

    public bool AllowPlainTextPkce { get; init; }

    public bool RequireConsent { get; init; }

    public bool AllowRememberConsent { get; init; } = true;

    public int? ConsentLifetime { get; init; }

    public SeedTokenType AccessTokenType { get; init; } = SeedTokenType.Jwt;

    public int AccessTokenLifetime { get; init; } = 3600;

    public int AuthorizationCodeLifetime { get; init; } = 300;

    public int IdentityTokenLifetime { get; init; } = 300;

    public bool IncludeJwtId { get; init; } = true;

    public IReadOnlyList<string> AllowedIdentityTokenSigningAlgorithms { get; init; } = [];

    public bool AlwaysIncludeUserClaimsInIdToken { get; init; }

    public bool AllowOfflineAccess { get; init; }

    public SeedTokenUsage RefreshTokenUsage { get; init; } = SeedTokenUsage.OneTimeOnly;

    public SeedTokenExpiration RefreshTokenExpiration { get; init; } = SeedTokenExpiration.Absolute;

    public int AbsoluteRefreshTokenLifetime { get; init; } = 2592000;

    public int SlidingRefreshTokenLifetime { get; init; } = 1296000;

    public bool UpdateAccessTokenClaimsOnRefresh { get; init; }

    public int? UserSsoLifetime { get; init; }

    public bool? CoordinateLifetimeWithUserSession { get; init; }

    public string? FrontChannelLogoutUri { get; init; }

    public bool FrontChannelLogoutSessionRequired { get; init; } = true;

    public string? BackChannelLogoutUri { get; init; }

    public bool BackChannelLogoutSessionRequired { get; init; } = true;

    public int DeviceCodeLifetime { get; init; } = 300;

    public int? PollingInterval { get; init; }

    public IReadOnlyList<ClaimState> Claims { get; init; } = [];

    public bool AlwaysSendClientClaims { get; init; }

    public string? ClientClaimsPrefix { get; init; } = "client_";

    public bool CanIntrospect { get; init; }

    /// <summary>Without <see cref="CanIntrospectProperty"/>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal ClientState With(ClientSeed seed, IReadOnlyList<SecretState> secrets) => this with
    {
        ClientName = Choose(seed.ClientName, ClientName),
        Description = Choose(seed.Description, Description),
        ClientUri = Choose(seed.ClientUri, ClientUri),
        LogoUri = Choose(seed.LogoUri, LogoUri),
        Enabled = seed.Enabled ?? Enabled,
        GrantTypes = seed.GrantTypes ?? GrantTypes,
        RedirectUris = seed.RedirectUris ?? RedirectUris,
        PostLogoutRedirectUris = seed.PostLogoutRedirectUris ?? PostLogoutRedirectUris,
        AllowedCorsOrigins = seed.AllowedCorsOrigins ?? AllowedCorsOrigins,
        Scopes = seed.Scopes ?? Scopes,
        Secrets = secrets,
        RequireClientSecret = seed.RequireClientSecret ?? RequireClientSecret,
        RequirePkce = seed.RequirePkce ?? RequirePkce,
        AllowPlainTextPkce = seed.AllowPlainTextPkce ?? AllowPlainTextPkce,
        RequireConsent = seed.RequireConsent ?? RequireConsent,
        AllowRememberConsent = seed.AllowRememberConsent ?? AllowRememberConsent,
        ConsentLifetime = Choose(seed.ConsentLifetime, ConsentLifetime),
        AccessTokenType = seed.AccessTokenType ?? AccessTokenType,
        AccessTokenLifetime = seed.AccessTokenLifetime ?? AccessTokenLifetime,
        AuthorizationCodeLifetime = seed.AuthorizationCodeLifetime ?? AuthorizationCodeLifetime,
        IdentityTokenLifetime = seed.IdentityTokenLifetime ?? IdentityTokenLifetime,
        IncludeJwtId = seed.IncludeJwtId ?? IncludeJwtId,
        AllowedIdentityTokenSigningAlgorithms = seed.AllowedIdentityTokenSigningAlgorithms ?? AllowedIdentityTokenSigningAlgorithms,
        AlwaysIncludeUserClaimsInIdToken = seed.AlwaysIncludeUserClaimsInIdToken ?? AlwaysIncludeUserClaimsInIdToken,
        AllowOfflineAccess = seed.AllowOfflineAccess ?? AllowOfflineAccess,
        RefreshTokenUsage = seed.RefreshTokenUsage ?? RefreshTokenUsage,
        RefreshTokenExpiration = seed.RefreshTokenExpiration ?? RefreshTokenExpiration,
        AbsoluteRefreshTokenLifetime = seed.AbsoluteRefreshTokenLifetime ?? AbsoluteRefreshTokenLifetime,
        SlidingRefreshTokenLifetime = seed.SlidingRefreshTokenLifetime ?? SlidingRefreshTokenLifetime,
        UpdateAccessTokenClaimsOnRefresh = seed.UpdateAccessTokenClaimsOnRefresh ?? UpdateAccessTokenClaimsOnRefresh,
        UserSsoLifetime = Choose(seed.UserSsoLifetime, UserSsoLifetime),
        CoordinateLifetimeWithUserSession = seed.CoordinateLifetimeWithUserSession switch
        {
            null => CoordinateLifetimeWithUserSession,
            SeedChoice.AsTheServer => null,
            var choice => choice == SeedChoice.Yes,
        },
        FrontChannelLogoutUri = Choose(seed.FrontChannelLogoutUri, FrontChannelLogoutUri),
        FrontChannelLogoutSessionRequired = seed.FrontChannelLogoutSessionRequired ?? FrontChannelLogoutSessionRequired,
        BackChannelLogoutUri = Choose(seed.BackChannelLogoutUri, BackChannelLogoutUri),
        BackChannelLogoutSessionRequired = seed.BackChannelLogoutSessionRequired ?? BackChannelLogoutSessionRequired,
        DeviceCodeLifetime = seed.DeviceCodeLifetime ?? DeviceCodeLifetime,
        PollingInterval = Choose(seed.PollingInterval, PollingInterval),
        Claims = ClaimState.From(seed.Claims) ?? Claims,
        AlwaysSendClientClaims = seed.AlwaysSendClientClaims ?? AlwaysSendClientClaims,
        ClientClaimsPrefix = Choose(seed.ClientClaimsPrefix, ClientClaimsPrefix),
        CanIntrospect = seed.CanIntrospect ?? CanIntrospect,
        Properties = seed.Properties ?? Properties,
    };

    internal override Entity Blank() => new ClientState { ClientId = ClientId };

    internal override IEnumerable<Field> Describe() =>
    [
        Field.Of("clientName", ClientName),
        Field.Of("description", Description),
        Field.Of("clientUri", ClientUri),
        Field.Of("logoUri", LogoUri),
        Field.Of("enabled", Enabled),
        Field.Of("grantTypes", GrantTypes),
        Field.Of("redirectUris", RedirectUris),
        Field.Of("postLogoutRedirectUris", PostLogoutRedirectUris),
        Field.Of("allowedCorsOrigins", AllowedCorsOrigins),
        Field.Of("scopes", Scopes),
        SecretState.Describe(Secrets),
        Field.Of("requireClientSecret", RequireClientSecret),
        Field.Of("requirePkce", RequirePkce),
        Field.Of("allowPlainTextPkce", AllowPlainTextPkce),
        Field.Of("requireConsent", RequireConsent),
        Field.Of("allowRememberConsent", AllowRememberConsent),
        Field.Of("consentLifetime", ConsentLifetime),
        Field.Of("accessTokenType", AccessTokenType == SeedTokenType.Jwt ? "jwt" : "reference"),
        Field.Of("accessTokenLifetime", AccessTokenLifetime),
        Field.Of("authorizationCodeLifetime", AuthorizationCodeLifetime),
        Field.Of("identityTokenLifetime", IdentityTokenLifetime),
        Field.Of("includeJwtId", IncludeJwtId),
        Field.Of("allowedIdentityTokenSigningAlgorithms", AllowedIdentityTokenSigningAlgorithms),
        Field.Of("alwaysIncludeUserClaimsInIdToken", AlwaysIncludeUserClaimsInIdToken),
        Field.Of("allowOfflineAccess", AllowOfflineAccess),
        Field.Of("refreshTokenUsage", RefreshTokenUsage == SeedTokenUsage.OneTimeOnly ? "oneTimeOnly" : "reUse"),
        Field.Of("refreshTokenExpiration", RefreshTokenExpiration == SeedTokenExpiration.Absolute ? "absolute" : "sliding"),
        Field.Of("absoluteRefreshTokenLifetime", AbsoluteRefreshTokenLifetime),
        Field.Of("slidingRefreshTokenLifetime", SlidingRefreshTokenLifetime),
        Field.Of("updateAccessTokenClaimsOnRefresh", UpdateAccessTokenClaimsOnRefresh),
        Field.Of("userSsoLifetime", UserSsoLifetime),
        Field.Of("coordinateLifetimeWithUserSession", CoordinateLifetimeWithUserSession),
        Field.Of("frontChannelLogoutUri", FrontChannelLogoutUri),
        Field.Of("frontChannelLogoutSessionRequired", FrontChannelLogoutSessionRequired),
        Field.Of("backChannelLogoutUri", BackChannelLogoutUri),
        Field.Of("backChannelLogoutSessionRequired", BackChannelLogoutSessionRequired),
        Field.Of("deviceCodeLifetime", DeviceCodeLifetime),
        Field.Of("pollingInterval", PollingInterval),
        ClaimState.Describe(Claims),
        Field.Of("alwaysSendClientClaims", AlwaysSendClientClaims),
        Field.Of("clientClaimsPrefix", ClientClaimsPrefix),
        Field.Of("canIntrospect", CanIntrospect),
        Field.Of("properties", Properties.Select(property => $"{property.Key}={property.Value}")),
    ];
}
