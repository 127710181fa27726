using IdentityEngine.Models;

namespace IdentityEngine.EntityFramework.Mappers;

internal static class SecretMappers
{
    internal static Secret ToModel(Entities.ClientSecret row) =>
        new(row.Value, row.Description, row.Expiration) { Type = row.Type };

    internal static Secret ToModel(Entities.ApiResourceSecret row) =>
        new(row.Value, row.Description, row.Expiration) { Type = row.Type };
}
