using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Problems;
using IdentityHost.Migrations.Seeding.State;
using IdentityHost.Migrations.Seeding.Yaml;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>
/// Every scope that is named must exist when the whole file is carried out: what a file creates it may use, and what it removes must be
/// used by nobody any more.
/// </summary>
internal sealed class ScopeReferences(SeedDocument document, Configuration configuration, SeedErrors errors)
{
    internal void Check()
    {
        RefuseSharedNames();
        foreach (var client in document.Clients)
        {
            CheckList(client, client.Scopes, "is defined by no API scope or identity resource",
                scope => configuration.ApiScopes.ContainsKey(scope) || configuration.IdentityResources.ContainsKey(scope));
        }

        foreach (var resource in document.ApiResources)
            CheckList(resource, resource.Scopes, "is defined by no API scope", configuration.ApiScopes.ContainsKey);
        foreach (var scope in document.ApiScopes.Where(item => item.Action == SeedAction.Remove))
            CheckRemoval(scope);
        foreach (var resource in document.IdentityResources.Where(item => item.Action == SeedAction.Remove))
            CheckRemoval(resource);
    }

    private void CheckList(SeedItem item, IReadOnlyList<string>? scopes, string problem, Func<string, bool> exists)
    {
        for (var i = 0; i < (scopes?.Count ?? 0); i++)
        {
            if (!exists(scopes![i]))
                errors.Add(LineMap.Join(LineMap.Join(item.Path, "scopes"), i), $"scope '{scopes[i]}' {problem}");
        }
    }

    private void CheckRemoval(ResourceSeed removed)
    {
        var users = configuration.Clients.Values.Where(client => client.Scopes.Contains(removed.Name!)).Select(client => $"client {client.ClientId}")
            .Concat(configuration.ApiResources.Values.Where(resource => resource.Scopes.Contains(removed.Name!))
                .Select(resource => $"API resource {resource.Name}"))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (users.Count > 0)
            errors.Add($"{removed.Path}.name", $"scope '{removed.Name}' is still used by {string.Join(", ", users)}");
    }

    // A scope in a token request is one or the other.
    private void RefuseSharedNames()
    {
        foreach (var scope in document.ApiScopes.Where(item => item.Action == SeedAction.Create && configuration.IdentityResources.ContainsKey(item.Name!)))
            errors.Add($"{scope.Path}.name", $"'{scope.Name}' is an identity resource's name");
        foreach (var resource in document.IdentityResources
            .Where(item => item.Action == SeedAction.Create && configuration.ApiScopes.ContainsKey(item.Name!)))
        {
            errors.Add($"{resource.Path}.name", $"'{resource.Name}' is an API scope's name");
        }
    }
}
