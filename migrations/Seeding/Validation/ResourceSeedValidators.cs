using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.Validation;

internal abstract class ResourceSeedValidator<T> : AbstractValidator<T>
    where T : ResourceSeed
{
    protected ResourceSeedValidator()
    {
        RuleFor(resource => resource.Name).IsGiven();
        RuleFor(resource => resource.Name).IsScopeToken().When(resource => !string.IsNullOrEmpty(resource.Name));
        RuleFor(resource => resource.DisplayName).AtMost(200);
        RuleFor(resource => resource.OtherDisplayNames).Custom(CheckNames);
        RuleFor(resource => resource.Description).AtMost(1000);
        RuleForEach(resource => resource.Claims).IsGiven().AtMost(200);
        RuleFor(resource => resource).Custom((resource, context) => CommonRules.RefuseRepeats(context, "claims", resource.Claims));
    }

    private static void CheckNames(IReadOnlyDictionary<string, string>? names, ValidationContext<T> context)
    {
        foreach (var (language, name) in names ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (language.Length is not (2 or 3) || !language.All(char.IsAsciiLetterLower))
                context.AddFailure($"displayName.{language}", "must be a language such as de (RFC 5646 2.2.1)");
            else if (name.Length is 0 or > 200)
                context.AddFailure($"displayName.{language}", "must have 1 to 200 characters");
        }
    }
}

internal sealed class ApiScopeSeedValidator : ResourceSeedValidator<ApiScopeSeed>
{
    internal ApiScopeSeedValidator() =>
        RuleFor(scope => scope.Name).Must(name => name is not ("openid" or "offline_access" or "*"))
            .WithMessage("openid, offline_access and * have a meaning of their own and can't be API scopes");
}

internal sealed class IdentityResourceSeedValidator : ResourceSeedValidator<IdentityResourceSeed>
{
    internal IdentityResourceSeedValidator() =>
        RuleFor(resource => resource.Name).Must(name => name is not ("offline_access" or "*"))
            .WithMessage("offline_access and * have a meaning of their own and can't be identity resources");
}

internal sealed class ApiResourceSeedValidator : ResourceSeedValidator<ApiResourceSeed>
{
    internal ApiResourceSeedValidator()
    {
        RuleForEach(resource => resource.Scopes).IsScopeToken();
        RuleForEach(resource => resource.AllowedAccessTokenSigningAlgorithms).IsSigningAlgorithm();
        RuleForEach(resource => resource.Secrets).SetValidator(new SecretSeedValidator(longestDescription: 1000));
        RuleFor(resource => resource).Custom((resource, context) =>
        {
            CommonRules.RefuseRepeats(context, "scopes", resource.Scopes);
            CommonRules.RefuseRepeats(context, "allowedAccessTokenSigningAlgorithms", resource.AllowedAccessTokenSigningAlgorithms);
        });
    }
}
