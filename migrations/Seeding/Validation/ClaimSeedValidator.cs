using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.Validation;

internal sealed class ClaimSeedValidator : AbstractValidator<ClaimSeed>
{
    internal ClaimSeedValidator(int longest)
    {
        RuleFor(claim => claim.Type).IsGiven().AtMost(200);
        RuleFor(claim => claim.Value).IsGiven().AtMost(longest);
    }
}
