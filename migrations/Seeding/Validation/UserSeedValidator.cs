using System.Text.RegularExpressions;
using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;
using Shared;

namespace IdentityHost.Migrations.Seeding.Validation;

internal sealed partial class UserSeedValidator : AbstractValidator<UserSeed>
{
    internal UserSeedValidator()
    {
        RuleFor(user => user.UserName).IsGiven().AtMost(UserNames.MaximumLength);

        RuleFor(user => user.UserName).Must(name => string.IsNullOrEmpty(name) || UserNames.IsAllowed(name))
            .WithMessage("must consist of letters, digits and ASCII signs, without spaces (RFC 8265 3.3)");
        RuleFor(user => user.Subject).IsIdentifier(SeedLimits.Subject);
        RuleFor(user => user.DisplayName).AtMost(256);
        RuleFor(user => user.Email).AtMost(256);
        RuleFor(user => user.Email).Must(email => string.IsNullOrEmpty(email) || Email().IsMatch(email)).WithMessage("must be an e-mail address");
        RuleFor(user => user.PhoneNumber).Must(number => string.IsNullOrEmpty(number) || PhoneNumber().IsMatch(number))
            .WithMessage("must be a telephone number such as +49 30 901820 (OpenID Connect Core 5.1: E.164)");
        RuleFor(user => user.Password!.From).Must(CommonRules.IsSource).When(user => user.Password is not null)
            .WithMessage("must be env:NAME or file:PATH (a password never stands in a seed)");
        RuleFor(user => user).Custom((user, context) =>
            CommonRules.RefuseRepeats(context, "claims", user.Claims?.Select(claim => $"{claim.Type}={claim.Value}").ToList()));
        RuleForEach(user => user.Claims).SetValidator(new ClaimSeedValidator(longest: 2000));
    }

    [GeneratedRegex("^\\+[0-9][0-9 ().-]{2,30}$", RegexOptions.None, 1000)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex("^[^@\\s]+@[^@\\s]+$", RegexOptions.None, 1000)]
    private static partial Regex Email();
}
