namespace IdentityHost.Migrations.Seeding.Model;

internal sealed record UserSeed : SeedItem
{
    public string? UserName { get; init; }

    /// <summary>The user's <c>sub</c>. Without one, a creation makes a UUID.</summary>
    public string? Subject { get; init; }

    public PasswordSeed? Password { get; init; }

    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    public bool? EmailVerified { get; init; }

    public string? PhoneNumber { get; init; }

    public bool? PhoneNumberVerified { get; init; }

    public Guid? IntrospectionId { get; init; }

    public bool? Enabled { get; init; }

    public IReadOnlyList<ClaimSeed>? Claims { get; init; }
}
