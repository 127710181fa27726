using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Secrets;

namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>A secret never stands in a seed: it says where to read it, or gives its hash.</summary>
internal sealed class SecretSeedValidator : AbstractValidator<SecretSeed>
{
    internal SecretSeedValidator(int longestDescription)
    {
        RuleFor(secret => secret).Must(secret => secret.From is null != secret.Sha256 is null)
            .OverridePropertyName("").WithMessage("needs either from or sha256");
        RuleFor(secret => secret.From).Must(CommonRules.IsSource).When(secret => secret.From is not null)
            .WithMessage("must be env:NAME or file:PATH (a secret itself never stands in a seed)");
        RuleFor(secret => secret.Sha256).Must(hash => SecretHash.TryParse(hash!, out _)).When(secret => secret.Sha256 is not null)
            .WithMessage("must be a SHA-256 in Base64 or hexadecimal");
        RuleFor(secret => secret.Description).AtMost(longestDescription);
    }
}
