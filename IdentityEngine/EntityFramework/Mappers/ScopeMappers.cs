using IdentityEngine.Models;

namespace IdentityEngine.EntityFramework.Mappers;

/// <summary>Rows of table ApiScopes and of its children, as scopes.</summary>
internal static class ScopeMappers
{
    internal static ApiScope ToModel(this Entities.ApiScope row) => new()
    {
        Enabled = row.Enabled,
        Name = row.Name,
        DisplayName = row.DisplayName,
        Description = row.Description,
        Required = row.Required,
        Emphasize = row.Emphasize,
        ShowInDiscoveryDocument = row.ShowInDiscoveryDocument,
        UserClaims = Texts.Set(row.UserClaims.Select(child => child.Type)),
        Properties = row.Properties.ToDictionary(child => child.Key, child => child.Value, StringComparer.Ordinal),
    };
}
