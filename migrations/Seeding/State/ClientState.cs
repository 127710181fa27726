using System.Globalization;
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

    public bool Enabled { get; init; } = true;

    public IReadOnlyList<string> GrantTypes { get; init; } = [];

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<SecretState> Secrets { get; init; } = [];

    public bool RequireClientSecret { get; init; } = true;

    public bool RequirePkce { get; init; } = true;

    public SeedTokenType AccessTokenType { get; init; } = SeedTokenType.Jwt;

    public int AccessTokenLifetime { get; init; } = 3600;

    public int AuthorizationCodeLifetime { get; init; } = 300;

    public int IdentityTokenLifetime { get; init; } = 300;

    public bool IncludeJwtId { get; init; } = true;

    public IReadOnlyList<string> AllowedIdentityTokenSigningAlgorithms { get; init; } = [];

    public bool AlwaysIncludeUserClaimsInIdToken { get; init; }

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
        Enabled = seed.Enabled ?? Enabled,
        GrantTypes = seed.GrantTypes ?? GrantTypes,
        RedirectUris = seed.RedirectUris ?? RedirectUris,
        Scopes = seed.Scopes ?? Scopes,
        Secrets = secrets,
        RequireClientSecret = seed.RequireClientSecret ?? RequireClientSecret,
        RequirePkce = seed.RequirePkce ?? RequirePkce,
        AccessTokenType = seed.AccessTokenType ?? AccessTokenType,
        AccessTokenLifetime = seed.AccessTokenLifetime ?? AccessTokenLifetime,
        AuthorizationCodeLifetime = seed.AuthorizationCodeLifetime ?? AuthorizationCodeLifetime,
        IdentityTokenLifetime = seed.IdentityTokenLifetime ?? IdentityTokenLifetime,
        IncludeJwtId = seed.IncludeJwtId ?? IncludeJwtId,
        AllowedIdentityTokenSigningAlgorithms = seed.AllowedIdentityTokenSigningAlgorithms ?? AllowedIdentityTokenSigningAlgorithms,
        AlwaysIncludeUserClaimsInIdToken = seed.AlwaysIncludeUserClaimsInIdToken ?? AlwaysIncludeUserClaimsInIdToken,
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
        Field.Of("enabled", Enabled),
        Field.Of("grantTypes", GrantTypes),
        Field.Of("redirectUris", RedirectUris),
        Field.Of("scopes", Scopes),
        SecretState.Describe(Secrets),
        Field.Of("requireClientSecret", RequireClientSecret),
        Field.Of("requirePkce", RequirePkce),
        Field.Of("accessTokenType", AccessTokenType == SeedTokenType.Jwt ? "jwt" : "reference"),
        Field.Of("accessTokenLifetime", AccessTokenLifetime.ToString(CultureInfo.InvariantCulture)),
        Field.Of("authorizationCodeLifetime", AuthorizationCodeLifetime.ToString(CultureInfo.InvariantCulture)),
        Field.Of("identityTokenLifetime", IdentityTokenLifetime.ToString(CultureInfo.InvariantCulture)),
        Field.Of("includeJwtId", IncludeJwtId),
        Field.Of("allowedIdentityTokenSigningAlgorithms", AllowedIdentityTokenSigningAlgorithms),
        Field.Of("alwaysIncludeUserClaimsInIdToken", AlwaysIncludeUserClaimsInIdToken),
        ClaimState.Describe(Claims),
        Field.Of("alwaysSendClientClaims", AlwaysSendClientClaims),
        Field.Of("clientClaimsPrefix", ClientClaimsPrefix),
        Field.Of("canIntrospect", CanIntrospect),
        Field.Of("properties", Properties.Select(property => $"{property.Key}={property.Value}")),
    ];
}
