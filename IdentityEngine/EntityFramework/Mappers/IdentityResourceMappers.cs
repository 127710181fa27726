using IdentityEngine.Models;

namespace IdentityEngine.EntityFramework.Mappers;

/// <summary>Rows of table IdentityResources and of its children, as identity resources.</summary>
internal static class IdentityResourceMappers
{
    internal static IdentityResource ToModel(this Entities.IdentityResource row) => new()
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
