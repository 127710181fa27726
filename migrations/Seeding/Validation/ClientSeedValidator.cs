using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.State;

namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>What can be judged of a client from its seed alone. How its settings go together is judged by <see cref="ClientRules"/>.</summary>
internal sealed class ClientSeedValidator : AbstractValidator<ClientSeed>
{
    private const int Day = 86_400;
    private const int MaximalLifetime = 10 * 365 * Day;

    internal ClientSeedValidator()
    {
        RuleFor(client => client.ClientId).IsGiven().IsIdentifier();
        RuleFor(client => client.ClientName).AtMost(200);
        RuleFor(client => client.Description).AtMost(1000);
        RuleForEach(client => client.GrantTypes)
            .Must(grant => grant is GrantTypes.ClientCredentials or GrantTypes.AuthorizationCode or GrantTypes.Hybrid or GrantTypes.DeviceCode)
            .WithMessage($"must be {GrantTypes.ClientCredentials}, {GrantTypes.AuthorizationCode}, {GrantTypes.Hybrid} or {GrantTypes.DeviceCode}");
        RuleForEach(client => client.RedirectUris).IsFreeOf(RedirectUri.Problem);
        RuleForEach(client => client.PostLogoutRedirectUris).IsFreeOf(RedirectUri.Problem);
        RuleForEach(client => client.AllowedCorsOrigins).IsFreeOf(WebOrigin.Problem);
        RuleFor(client => client.ClientUri).IsFreeOf(ClientUri.PageProblem);
        RuleFor(client => client.LogoUri).IsFreeOf(ClientUri.LogoProblem);
        RuleFor(client => client.FrontChannelLogoutUri).IsFreeOf(ClientUri.LogoutProblem);
        RuleFor(client => client.BackChannelLogoutUri).IsFreeOf(ClientUri.LogoutProblem);
        RuleForEach(client => client.Scopes).IsScopeToken();
        RuleFor(client => client.Scopes).Must(scopes => scopes is null || string.Join(' ', scopes).Length <= SeedLimits.ClientScopes)
            .WithMessage($"must have at most {SeedLimits.ClientScopes} characters together, as the value of scope that asks for all of them");
        RuleForEach(client => client.Secrets).SetValidator(new SecretSeedValidator(longestDescription: 2000));
        RuleForEach(client => client.AllowedIdentityTokenSigningAlgorithms).IsSigningAlgorithm();
        RuleForEach(client => client.Claims).SetValidator(new ClaimSeedValidator(longest: 250));
        RuleFor(client => client.ClientClaimsPrefix).AtMost(200);
        RuleFor(client => client.AccessTokenLifetime).IsSecondsUpTo(365 * Day);
        RuleFor(client => client.AuthorizationCodeLifetime).IsSecondsUpTo(600, ": ten minutes at most (RFC 6749 4.1.2)");
        RuleFor(client => client.IdentityTokenLifetime).IsSecondsUpTo(Day);
        RuleFor(client => client.ConsentLifetime).IsSecondsUpTo(MaximalLifetime).Unless(client => client.ConsentLifetime == SeedItem.NoNumber);
        RuleFor(client => client.AbsoluteRefreshTokenLifetime).InclusiveBetween(0, MaximalLifetime)
            .WithMessage($"must be 0 (no end) to {MaximalLifetime} seconds");
        RuleFor(client => client.SlidingRefreshTokenLifetime).IsSecondsUpTo(MaximalLifetime);
        RuleFor(client => client.UserSsoLifetime).IsSecondsUpTo(MaximalLifetime).Unless(client => client.UserSsoLifetime == SeedItem.NoNumber);
        RuleFor(client => client.DeviceCodeLifetime).IsSecondsUpTo(3600);
        RuleFor(client => client.PollingInterval).IsSecondsUpTo(300).Unless(client => client.PollingInterval == SeedItem.NoNumber);
        RuleFor(client => client).Custom((client, context) =>
        {
            CommonRules.RefuseRepeats(context, "grantTypes", client.GrantTypes);
            CommonRules.RefuseRepeats(context, "redirectUris", client.RedirectUris);
            CommonRules.RefuseRepeats(context, "postLogoutRedirectUris", client.PostLogoutRedirectUris);
            CommonRules.RefuseRepeats(context, "allowedCorsOrigins", client.AllowedCorsOrigins);
            CommonRules.RefuseRepeats(context, "scopes", client.Scopes);
            CommonRules.RefuseRepeats(context, "allowedIdentityTokenSigningAlgorithms", client.AllowedIdentityTokenSigningAlgorithms);
            CommonRules.RefuseRepeats(context, "claims", client.Claims?.Select(claim => $"{claim.Type}={claim.Value}").ToList());
        });
        RuleFor(client => client.Properties).Custom(CheckProperties);
    }

    private static void CheckProperties(IReadOnlyDictionary<string, string>? properties, ValidationContext<ClientSeed> context)
    {
        foreach (var (key, value) in properties ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (string.Equals(key, ClientState.CanIntrospectProperty, StringComparison.Ordinal))
                context.AddFailure($"'{key}' is set by canIntrospect");
            else if (key.Length is 0 or > 250)
                context.AddFailure("a name must have 1 to 250 characters");
            else if (value.Length is 0 or > 2000)
                context.AddFailure($"the value of '{key}' must have 1 to 2000 characters");
        }
    }
}
