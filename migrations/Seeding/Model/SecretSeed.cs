namespace IdentityHost.Migrations.Seeding.Model;

/// <summary>A secret, or where to read it: exactly one of <see cref="From"/> and <see cref="Sha256"/>.</summary>
internal sealed record SecretSeed
{
    /// <summary><c>env:NAME</c> or <c>file:PATH</c>.</summary>
    public string? From { get; init; }

    /// <summary>The SHA-256 of the secret, in Base64 or hexadecimal.</summary>
    public string? Sha256 { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? Expires { get; init; }
}

/// <summary>Where to read a password.</summary>
internal sealed record PasswordSeed
{
    /// <summary><c>env:NAME</c> or <c>file:PATH</c>.</summary>
    public string? From { get; init; }
}
