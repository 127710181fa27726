using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.State;

/// <summary>What API scopes, API resources and identity resources have in common.</summary>
internal abstract record ResourceState : Entity
{
    internal override string Key => Name;

    public required string Name { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>In other languages than English, by language: rows of the scope's properties.</summary>
    public IReadOnlyDictionary<string, string> OtherDisplayNames { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string? Description { get; init; }

    public bool Enabled { get; init; } = true;

    public IReadOnlyList<string> Claims { get; init; } = [];

    protected ResourceState WithCommon(ResourceSeed seed) => this with
    {
        DisplayName = Choose(seed.DisplayName, DisplayName),
        OtherDisplayNames = seed.OtherDisplayNames ?? OtherDisplayNames,
        Description = Choose(seed.Description, Description),
        Enabled = seed.Enabled ?? Enabled,
        Claims = seed.Claims ?? Claims,
    };

    internal override IEnumerable<Field> Describe() =>
    [
        Field.Of("displayName", DisplayName),
        .. OtherDisplayNames.Select(name => Field.Of($"displayName.{name.Key}", name.Value)),
        Field.Of("description", Description),
        Field.Of("enabled", Enabled),
        Field.Of("claims", Claims),
    ];
}

internal sealed record ApiScopeState : ResourceState
{
    internal override string Kind => "API scope";

    internal override Entity Blank() => new ApiScopeState { Name = Name };

    public bool ShowInDiscoveryDocument { get; init; } = true;

    internal ApiScopeState With(ApiScopeSeed seed) => (ApiScopeState)WithCommon(seed) with
    {
        ShowInDiscoveryDocument = seed.ShowInDiscoveryDocument ?? ShowInDiscoveryDocument,
    };

    internal override IEnumerable<Field> Describe() => [.. base.Describe(), Field.Of("showInDiscoveryDocument", ShowInDiscoveryDocument)];
}

internal sealed record IdentityResourceState : ResourceState
{
    internal override string Kind => "identity resource";

    internal override Entity Blank() => new IdentityResourceState { Name = Name };

    public bool ShowInDiscoveryDocument { get; init; } = true;

    internal IdentityResourceState With(IdentityResourceSeed seed) => (IdentityResourceState)WithCommon(seed) with
    {
        ShowInDiscoveryDocument = seed.ShowInDiscoveryDocument ?? ShowInDiscoveryDocument,
    };

    internal override IEnumerable<Field> Describe() => [.. base.Describe(), Field.Of("showInDiscoveryDocument", ShowInDiscoveryDocument)];
}

internal sealed record ApiResourceState : ResourceState
{
    internal override string Kind => "API resource";

    internal override Entity Blank() => new ApiResourceState { Name = Name };

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<SecretState> Secrets { get; init; } = [];

    public IReadOnlyList<string> AllowedAccessTokenSigningAlgorithms { get; init; } = [];

    internal ApiResourceState With(ApiResourceSeed seed, IReadOnlyList<SecretState> secrets) => (ApiResourceState)WithCommon(seed) with
    {
        Scopes = seed.Scopes ?? Scopes,
        Secrets = secrets,
        AllowedAccessTokenSigningAlgorithms = seed.AllowedAccessTokenSigningAlgorithms ?? AllowedAccessTokenSigningAlgorithms,
    };

    internal override IEnumerable<Field> Describe() =>
    [
        .. base.Describe(),
        Field.Of("scopes", Scopes),
        SecretState.Describe(Secrets),
        Field.Of("allowedAccessTokenSigningAlgorithms", AllowedAccessTokenSigningAlgorithms),
    ];
}
