using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.Reading;

/// <summary>
/// The keys of a seed file. Only what the host acts on has a key: a key that isn't here is refused as unknown, which is better than a
/// setting that does nothing.
/// </summary>
internal static class SeedReader
{
    private static readonly (string, SeedAction)[] _actions =
        [("create", SeedAction.Create), ("change", SeedAction.Change), ("remove", SeedAction.Remove)];

    private static readonly (string, SeedTokenType)[] _tokenTypes = [("jwt", SeedTokenType.Jwt), ("reference", SeedTokenType.Reference)];

    private static readonly (string, SeedTokenUsage)[] _tokenUsages =
        [("oneTimeOnly", SeedTokenUsage.OneTimeOnly), ("reUse", SeedTokenUsage.ReUse)];

    private static readonly (string, SeedTokenExpiration)[] _tokenExpirations =
        [("absolute", SeedTokenExpiration.Absolute), ("sliding", SeedTokenExpiration.Sliding)];

    internal static SeedDocument Read(MappingReader root)
    {
        root.Text("description");
        return new SeedDocument
        {
            ApiScopes = root.Items("apiScopes", ReadApiScope) ?? [],
            IdentityResources = root.Items("identityResources", ReadIdentityResource) ?? [],
            ApiResources = root.Items("apiResources", ReadApiResource) ?? [],
            Clients = root.Items("clients", ReadClient) ?? [],
            Users = root.Items("users", ReadUser) ?? [],
        };
    }

    private static ClientSeed ReadClient(MappingReader item)
    {
        var named = new ClientSeed { Action = ReadAction(item), Path = item.Path, ClientId = item.Text("clientId") };
        return named.Action == SeedAction.Remove ? named : named with
        {
            ClientName = item.Text("clientName"),
            Description = item.Text("description"),
            ClientUri = item.Text("clientUri"),
            LogoUri = item.Text("logoUri"),
            Enabled = item.Flag("enabled"),
            GrantTypes = item.Texts("grantTypes"),
            RedirectUris = item.Texts("redirectUris"),
            PostLogoutRedirectUris = item.Texts("postLogoutRedirectUris"),
            AllowedCorsOrigins = item.Texts("allowedCorsOrigins"),
            Scopes = item.Texts("scopes"),
            Secrets = item.Items("secrets", ReadSecret),
            RequireClientSecret = item.Flag("requireClientSecret"),
            RequirePkce = item.Flag("requirePkce"),
            AllowPlainTextPkce = item.Flag("allowPlainTextPkce"),
            RequireConsent = item.Flag("requireConsent"),
            AllowRememberConsent = item.Flag("allowRememberConsent"),
            ConsentLifetime = item.NumberOrNone("consentLifetime"),
            AccessTokenType = item.Choice("accessTokenType", _tokenTypes),
            AccessTokenLifetime = item.Number("accessTokenLifetime"),
            AuthorizationCodeLifetime = item.Number("authorizationCodeLifetime"),
            IdentityTokenLifetime = item.Number("identityTokenLifetime"),
            IncludeJwtId = item.Flag("includeJwtId"),
            AllowedIdentityTokenSigningAlgorithms = item.Texts("allowedIdentityTokenSigningAlgorithms"),
            AlwaysIncludeUserClaimsInIdToken = item.Flag("alwaysIncludeUserClaimsInIdToken"),
            AllowOfflineAccess = item.Flag("allowOfflineAccess"),
            RefreshTokenUsage = item.Choice("refreshTokenUsage", _tokenUsages),
            RefreshTokenExpiration = item.Choice("refreshTokenExpiration", _tokenExpirations),
            AbsoluteRefreshTokenLifetime = item.Number("absoluteRefreshTokenLifetime"),
            SlidingRefreshTokenLifetime = item.Number("slidingRefreshTokenLifetime"),
            UpdateAccessTokenClaimsOnRefresh = item.Flag("updateAccessTokenClaimsOnRefresh"),
            UserSsoLifetime = item.NumberOrNone("userSsoLifetime"),
            CoordinateLifetimeWithUserSession = item.FlagOrServers("coordinateLifetimeWithUserSession"),
            FrontChannelLogoutUri = item.Text("frontChannelLogoutUri"),
            FrontChannelLogoutSessionRequired = item.Flag("frontChannelLogoutSessionRequired"),
            BackChannelLogoutUri = item.Text("backChannelLogoutUri"),
            BackChannelLogoutSessionRequired = item.Flag("backChannelLogoutSessionRequired"),
            DeviceCodeLifetime = item.Number("deviceCodeLifetime"),
            PollingInterval = item.NumberOrNone("pollingInterval"),
            Claims = item.Items("claims", ReadClaim),
            AlwaysSendClientClaims = item.Flag("alwaysSendClientClaims"),
            ClientClaimsPrefix = item.Text("clientClaimsPrefix"),
            CanIntrospect = item.Flag("canIntrospect"),
            Properties = item.Pairs("properties"),
        };
    }

    private static ApiScopeSeed ReadApiScope(MappingReader item)
    {
        var named = new ApiScopeSeed { Action = ReadAction(item), Path = item.Path, Name = item.Text("name") };
        if (named.Action == SeedAction.Remove)
            return named;
        var (displayName, others) = item.TextOfLanguages("displayName");
        return named with
        {
            DisplayName = displayName,
            OtherDisplayNames = others,
            Description = item.Text("description"),
            Enabled = item.Flag("enabled"),
            Claims = item.Texts("claims"),
            ShowInDiscoveryDocument = item.Flag("showInDiscoveryDocument"),
        };
    }

    private static IdentityResourceSeed ReadIdentityResource(MappingReader item)
    {
        var named = new IdentityResourceSeed { Action = ReadAction(item), Path = item.Path, Name = item.Text("name") };
        if (named.Action == SeedAction.Remove)
            return named;
        var (displayName, others) = item.TextOfLanguages("displayName");
        return named with
        {
            DisplayName = displayName,
            OtherDisplayNames = others,
            Description = item.Text("description"),
            Enabled = item.Flag("enabled"),
            Claims = item.Texts("claims"),
            ShowInDiscoveryDocument = item.Flag("showInDiscoveryDocument"),
        };
    }

    private static ApiResourceSeed ReadApiResource(MappingReader item)
    {
        var named = new ApiResourceSeed { Action = ReadAction(item), Path = item.Path, Name = item.Text("name") };
        return named.Action == SeedAction.Remove ? named : named with
        {
            DisplayName = item.Text("displayName"),
            Description = item.Text("description"),
            Enabled = item.Flag("enabled"),
            Claims = item.Texts("claims"),
            Scopes = item.Texts("scopes"),
            Secrets = item.Items("secrets", ReadSecret),
            AllowedAccessTokenSigningAlgorithms = item.Texts("allowedAccessTokenSigningAlgorithms"),
        };
    }

    private static UserSeed ReadUser(MappingReader item)
    {
        var named = new UserSeed { Action = ReadAction(item), Path = item.Path, UserName = item.Text("userName") };
        return named.Action == SeedAction.Remove ? named : named with
        {
            Subject = item.Text("subject"),
            Password = item.Nested("password", password => new PasswordSeed { From = password.Text("from") }),
            DisplayName = item.Text("displayName"),
            Email = item.Text("email"),
            EmailVerified = item.Flag("emailVerified"),
            PhoneNumber = item.Text("phoneNumber"),
            PhoneNumberVerified = item.Flag("phoneNumberVerified"),
            IntrospectionId = item.Uuid("introspectionId"),
            Enabled = item.Flag("enabled"),
            Claims = item.Items("claims", ReadClaim),
        };
    }

    private static SecretSeed ReadSecret(MappingReader item) => new()
    {
        From = item.Text("from"),
        Sha256 = item.Text("sha256"),
        Description = item.Text("description"),
        Expires = item.Instant("expires"),
    };

    private static ClaimSeed ReadClaim(MappingReader item) => new() { Type = item.Text("type"), Value = item.Text("value") };

    private static SeedAction ReadAction(MappingReader item) => item.Choice("action", _actions) ?? SeedAction.Create;
}
