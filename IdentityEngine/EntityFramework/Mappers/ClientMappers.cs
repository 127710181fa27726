using IdentityEngine.Models;

namespace IdentityEngine.EntityFramework.Mappers;

/// <summary>Rows of table Clients and of its children, as clients.</summary>
internal static class ClientMappers
{
    internal static Client ToModel(this Entities.Client row) => new()
    {
        Enabled = row.Enabled,
        ClientId = row.ClientId,
        ProtocolType = row.ProtocolType,
        ClientSecrets = row.ClientSecrets.ConvertAll(SecretMappers.ToModel),
        RequireClientSecret = row.RequireClientSecret,
        ClientName = row.ClientName,
        Description = row.Description,
        ClientUri = row.ClientUri,
        LogoUri = row.LogoUri,
        RequireConsent = row.RequireConsent,
        AllowRememberConsent = row.AllowRememberConsent,
        ConsentLifetime = row.ConsentLifetime,
        AllowedGrantTypes = Texts.Set(row.AllowedGrantTypes.Select(child => child.GrantType)),
        RequirePkce = row.RequirePkce,
        AllowPlainTextPkce = row.AllowPlainTextPkce,
        RedirectUris = Texts.Set(row.RedirectUris.Select(child => child.RedirectUri)),
        PostLogoutRedirectUris = Texts.Set(row.PostLogoutRedirectUris.Select(child => child.PostLogoutRedirectUri)),
        FrontChannelLogoutUri = row.FrontChannelLogoutUri,
        FrontChannelLogoutSessionRequired = row.FrontChannelLogoutSessionRequired,
        BackChannelLogoutUri = row.BackChannelLogoutUri,
        BackChannelLogoutSessionRequired = row.BackChannelLogoutSessionRequired,
        AllowOfflineAccess = row.AllowOfflineAccess,
        AllowedScopes = Texts.Set(row.AllowedScopes.Select(child => child.Scope)),
        AlwaysIncludeUserClaimsInIdToken = row.AlwaysIncludeUserClaimsInIdToken,
        IdentityTokenLifetime = row.IdentityTokenLifetime,
        AllowedIdentityTokenSigningAlgorithms = Texts.Split(row.AllowedIdentityTokenSigningAlgorithms),
        AccessTokenLifetime = row.AccessTokenLifetime,
        AuthorizationCodeLifetime = row.AuthorizationCodeLifetime,
        AbsoluteRefreshTokenLifetime = row.AbsoluteRefreshTokenLifetime,
        SlidingRefreshTokenLifetime = row.SlidingRefreshTokenLifetime,
        RefreshTokenUsage = (TokenUsage)row.RefreshTokenUsage,
        RefreshTokenExpiration = (TokenExpiration)row.RefreshTokenExpiration,
        UpdateAccessTokenClaimsOnRefresh = row.UpdateAccessTokenClaimsOnRefresh,
        AccessTokenType = (AccessTokenType)row.AccessTokenType,
        EnableLocalLogin = row.EnableLocalLogin,
        IncludeJwtId = row.IncludeJwtId,
        Claims = row.Claims.ConvertAll(child => new ClientClaim(child.Type, child.Value)),
        AlwaysSendClientClaims = row.AlwaysSendClientClaims,
        ClientClaimsPrefix = row.ClientClaimsPrefix,
        UserSsoLifetime = row.UserSsoLifetime,
        UserCodeType = row.UserCodeType,
        DeviceCodeLifetime = row.DeviceCodeLifetime,
        PollingInterval = row.PollingInterval,
        CoordinateLifetimeWithUserSession = row.CoordinateLifetimeWithUserSession,
        Properties = row.Properties.ToDictionary(child => child.Key, child => child.Value, StringComparer.Ordinal),
    };
}
