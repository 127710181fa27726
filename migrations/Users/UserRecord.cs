namespace IdentityHost.Migrations.Users;

/// <summary>What an operator has to know of one person. None of it is a secret.</summary>
internal sealed record UserRecord
{
    internal required string Subject { get; init; }

    internal required string UserName { get; init; }

    internal string? DisplayName { get; init; }

    internal string? Email { get; init; }

    internal bool EmailConfirmed { get; init; }

    internal bool Disabled { get; init; }

    /// <summary>Attempts to sign in that failed lately, of strangers and of browsers that the person used before.</summary>
    internal int FailedAttempts { get; init; }

    /// <summary>Until then no password will do; null if that is over, or never was.</summary>
    internal DateTimeOffset? LockedOutUntil { get; init; }

    internal bool HasPassword { get; init; }

    internal bool HasSecondFactor { get; init; }

    /// <summary>What the person called them, the oldest first.</summary>
    internal IReadOnlyList<string> Passkeys { get; init; } = [];

    /// <summary>When they signed in where they still are, the oldest first.</summary>
    internal IReadOnlyList<DateTimeOffset> Sessions { get; init; } = [];

    /// <summary>Codes, reference tokens and refresh tokens that are good now.</summary>
    internal long Grants { get; init; }

    /// <summary>How the person is called in what is printed.</summary>
    public override string ToString() => $"{Printed.Plain(UserName)} (subject {Printed.Plain(Subject)})";
}
