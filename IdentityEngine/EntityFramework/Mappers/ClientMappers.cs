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
        RequireConsent = row.RequireConsent,
        AllowedGrantTypes = Texts.Set(row.AllowedGrantTypes.Select(child => child.GrantType)),
        RequirePkce = row.RequirePkce,
        RedirectUris = Texts.Set(row.RedirectUris.Select(child => child.RedirectUri)),
        AllowedScopes = Texts.Set(row.AllowedScopes.Select(child => child.Scope)),
        AlwaysIncludeUserClaimsInIdToken = row.AlwaysIncludeUserClaimsInIdToken,
        IdentityTokenLifetime = row.IdentityTokenLifetime,
        AllowedIdentityTokenSigningAlgorithms = Texts.Split(row.AllowedIdentityTokenSigningAlgorithms),
        AccessTokenLifetime = row.AccessTokenLifetime,
        AuthorizationCodeLifetime = row.AuthorizationCodeLifetime,
        AccessTokenType = (AccessTokenType)row.AccessTokenType,
        EnableLocalLogin = row.EnableLocalLogin,
        IncludeJwtId = row.IncludeJwtId,
        Claims = row.Claims.ConvertAll(child => new ClientClaim(child.Type, child.Value)),
        AlwaysSendClientClaims = row.AlwaysSendClientClaims,
        ClientClaimsPrefix = row.ClientClaimsPrefix,
        UserSsoLifetime = row.UserSsoLifetime,
        Properties = row.Properties.ToDictionary(child => child.Key, child => child.Value, StringComparer.Ordinal),
    };
}
