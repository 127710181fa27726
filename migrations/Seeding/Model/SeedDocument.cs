namespace IdentityHost.Migrations.Seeding.Model;

/// <summary>The contents of one seed file.</summary>
internal sealed record SeedDocument
{
    public required IReadOnlyList<ApiScopeSeed> ApiScopes { get; init; }

    public required IReadOnlyList<IdentityResourceSeed> IdentityResources { get; init; }

    public required IReadOnlyList<ApiResourceSeed> ApiResources { get; init; }

    public required IReadOnlyList<ClientSeed> Clients { get; init; }

    public required IReadOnlyList<UserSeed> Users { get; init; }
}
