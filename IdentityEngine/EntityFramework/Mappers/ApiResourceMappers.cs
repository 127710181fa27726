using IdentityEngine.Models;

namespace IdentityEngine.EntityFramework.Mappers;

/// <summary>Rows of table ApiResources and of its children, as API resources.</summary>
internal static class ApiResourceMappers
{
    internal static ApiResource ToModel(this Entities.ApiResource row) => new()
    {
        Enabled = row.Enabled,
        Name = row.Name,
        DisplayName = row.DisplayName,
        Description = row.Description,
        ShowInDiscoveryDocument = row.ShowInDiscoveryDocument,
        RequireResourceIndicator = row.RequireResourceIndicator,
        ApiSecrets = row.Secrets.ConvertAll(SecretMappers.ToModel),
        Scopes = Texts.Set(row.Scopes.Select(child => child.Scope)),
        AllowedAccessTokenSigningAlgorithms = Texts.Split(row.AllowedAccessTokenSigningAlgorithms),
        UserClaims = Texts.Set(row.UserClaims.Select(child => child.Type)),
        Properties = row.Properties.ToDictionary(child => child.Key, child => child.Value, StringComparer.Ordinal),
    };
}
