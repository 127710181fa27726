using IdentityHost.Migrations.Seeding.Model;
using Shared;

namespace IdentityHost.Migrations.Seeding.State;

/// <summary>A user. The subject is the row's key and never changes.</summary>
internal sealed record UserState : Entity
{
    internal override string Kind => "user";

    internal override string Key => UserName;

    public required string UserName { get; init; }

    public required string Subject { get; init; }

    /// <summary>The seed leaves it to the moment at which it is applied, so what a plan would show here isn't what is written.</summary>
    public bool IsSubjectMade { get; init; }

    /// <summary>A password that this seed sets. It is hashed when it is written, and never shown.</summary>
    public string? NewPassword { get; init; }

    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    public string? PhoneNumber { get; init; }

    public bool PhoneNumberVerified { get; init; }

    /// <summary>Null until the database makes one.</summary>
    public Guid? IntrospectionId { get; init; }

    public bool Enabled { get; init; } = true;

    public IReadOnlyList<ClaimState> Claims { get; init; } = [];

    /// <summary>How the host looks names up.</summary>
    internal static string Normalize(string name) => UserNames.Normalize(name);

    internal UserState With(UserSeed seed, string? newPassword) => this with
    {
        NewPassword = newPassword,
        DisplayName = Choose(seed.DisplayName, DisplayName),
        Email = Choose(seed.Email, Email),
        EmailVerified = seed.EmailVerified ?? EmailVerified,
        PhoneNumber = Choose(seed.PhoneNumber, PhoneNumber),
        PhoneNumberVerified = seed.PhoneNumberVerified ?? PhoneNumberVerified,
        IntrospectionId = seed.IntrospectionId ?? IntrospectionId,
        Enabled = seed.Enabled ?? Enabled,
        Claims = ClaimState.From(seed.Claims) ?? Claims,
    };

    internal override Entity Blank() => new UserState { UserName = UserName, Subject = "" };

    internal override IEnumerable<Field> Describe() =>
    [
        IsSubjectMade ? new Field("subject", [new FieldValue(Subject, "(a new UUID)")]) : Field.Of("subject", Subject),
        new Field("password", NewPassword is null ? [] : [new FieldValue(NewPassword, "(a password)")]),
        Field.Of("displayName", DisplayName),
        Field.Of("email", Email),
        Field.Of("emailVerified", EmailVerified),
        Field.Of("phoneNumber", PhoneNumber),
        Field.Of("phoneNumberVerified", PhoneNumberVerified),
        Field.Of("introspectionId", IntrospectionId?.ToString("D")),
        Field.Of("enabled", Enabled),
        ClaimState.Describe(Claims),
    ];
}
