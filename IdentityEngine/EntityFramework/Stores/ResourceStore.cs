using IdentityEngine.EntityFramework.DbContexts;
using IdentityEngine.EntityFramework.Mappers;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.Stores;

/// <summary>Reads resources, each answer in one snapshot of the database.</summary>
internal sealed class ResourceStore(ConfigurationDbContext context) : IResourceStore
{
    public async Task<IReadOnlyCollection<IdentityResource>> FindIdentityResourcesByScopeNameAsync(
        IEnumerable<string> scopeNames, CancellationToken ct)
    {
        var names = DatabaseText.Holdable(scopeNames);
        return names.Length == 0
            ? []
            : await context.ReadSnapshotAsync(token => IdentityResourcesAsync(row => row.Where(r => names.Contains(r.Name)), token), ct);
    }

    public async Task<IReadOnlyCollection<ApiScope>> FindApiScopesByNameAsync(IEnumerable<string> scopeNames, CancellationToken ct)
    {
        var names = DatabaseText.Holdable(scopeNames);
        return names.Length == 0
            ? []
            : await context.ReadSnapshotAsync(token => ApiScopesAsync(row => row.Where(r => names.Contains(r.Name)), token), ct);
    }

    public async Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByScopeNameAsync(
        IEnumerable<string> scopeNames, CancellationToken ct)
    {
        var names = DatabaseText.Holdable(scopeNames);
        return names.Length == 0
            ? []
            : await context.ReadSnapshotAsync(
                token => ApiResourcesAsync(row => row.Where(r => r.Scopes.Any(scope => names.Contains(scope.Scope))), token), ct);
    }

    public async Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByNameAsync(
        IEnumerable<string> apiResourceNames, CancellationToken ct)
    {
        var names = DatabaseText.Holdable(apiResourceNames);
        return names.Length == 0
            ? []
            : await context.ReadSnapshotAsync(token => ApiResourcesAsync(row => row.Where(r => names.Contains(r.Name)), token), ct);
    }

    public Task<Resources> GetAllResourcesAsync(CancellationToken ct) =>
        context.ReadSnapshotAsync(
            async token => new Resources(
                await IdentityResourcesAsync(rows => rows, token),
                await ApiResourcesAsync(rows => rows, token),
                await ApiScopesAsync(rows => rows, token)),
            ct);

    private async Task<IReadOnlyCollection<IdentityResource>> IdentityResourcesAsync(
        Func<IQueryable<Entities.IdentityResource>, IQueryable<Entities.IdentityResource>> filter, CancellationToken ct)
    {
        var rows = await filter(context.IdentityResources)
            .Include(row => row.UserClaims)
            .Include(row => row.Properties)
            .OrderBy(row => row.Id)
            .AsNoTracking()
            .AsSplitQuery()
            .ToListAsync(ct);
        return rows.ConvertAll(IdentityResourceMappers.ToModel);
    }

    private async Task<IReadOnlyCollection<ApiScope>> ApiScopesAsync(
        Func<IQueryable<Entities.ApiScope>, IQueryable<Entities.ApiScope>> filter, CancellationToken ct)
    {
        var rows = await filter(context.ApiScopes)
            .Include(row => row.UserClaims)
            .Include(row => row.Properties)
            .OrderBy(row => row.Id)
            .AsNoTracking()
            .AsSplitQuery()
            .ToListAsync(ct);
        return rows.ConvertAll(ScopeMappers.ToModel);
    }

    private async Task<IReadOnlyCollection<ApiResource>> ApiResourcesAsync(
        Func<IQueryable<Entities.ApiResource>, IQueryable<Entities.ApiResource>> filter, CancellationToken ct)
    {
        var rows = await filter(context.ApiResources)
            .Include(row => row.Secrets)
            .Include(row => row.Scopes)
            .Include(row => row.UserClaims)
            .Include(row => row.Properties)
            .OrderBy(row => row.Id)
            .AsNoTracking()
            .AsSplitQuery()
            .ToListAsync(ct);
        return rows.ConvertAll(ApiResourceMappers.ToModel);
    }
}
