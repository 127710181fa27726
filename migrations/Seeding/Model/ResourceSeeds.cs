namespace IdentityHost.Migrations.Seeding.Model;

/// <summary>What API scopes, API resources and identity resources have in common.</summary>
internal abstract record ResourceSeed : SeedItem
{
    public string? Name { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>In other languages than English, by language. Written together with <see cref="DisplayName"/>.</summary>
    public IReadOnlyDictionary<string, string>? OtherDisplayNames { get; init; }

    public string? Description { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>The types of the user's claims that come with it.</summary>
    public IReadOnlyList<string>? Claims { get; init; }
}

internal sealed record ApiScopeSeed : ResourceSeed
{
    public bool? ShowInDiscoveryDocument { get; init; }
}

internal sealed record IdentityResourceSeed : ResourceSeed
{
    public bool? ShowInDiscoveryDocument { get; init; }
}

internal sealed record ApiResourceSeed : ResourceSeed
{
    public IReadOnlyList<string>? Scopes { get; init; }

    public IReadOnlyList<SecretSeed>? Secrets { get; init; }

    public IReadOnlyList<string>? AllowedAccessTokenSigningAlgorithms { get; init; }
}
