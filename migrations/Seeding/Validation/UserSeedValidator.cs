using System.Text.RegularExpressions;
using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.Validation;

internal sealed partial class UserSeedValidator : AbstractValidator<UserSeed>
{
    internal UserSeedValidator()
    {
        RuleFor(user => user.UserName).IsGiven().AtMost(256);

        // Identity checks the name again whenever it updates a user. A name that it refuses couldn't even be locked out.
        RuleFor(user => user.UserName).Must(name => string.IsNullOrEmpty(name) || UserName().IsMatch(name))
            .WithMessage("must consist of ASCII letters, digits and -._@+ (ASP.NET Core Identity)");
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

    [GeneratedRegex("^[A-Za-z0-9._@+-]+$", RegexOptions.None, 1000)]
    private static partial Regex UserName();

    [GeneratedRegex("^\\+[0-9][0-9 ().-]{2,30}$", RegexOptions.None, 1000)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex("^[^@\\s]+@[^@\\s]+$", RegexOptions.None, 1000)]
    private static partial Regex Email();
}
