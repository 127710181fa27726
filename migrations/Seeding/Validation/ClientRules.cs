using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.State;

namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>How a client's settings go together, judged on the client that a seed would leave behind.</summary>
internal sealed class ClientRules : AbstractValidator<ClientState>
{
    internal ClientRules()
    {
        RuleFor(client => client.GrantTypes).NotEmpty().WithMessage("at least one is needed");
        RuleFor(client => client.RedirectUris).NotEmpty().When(Has(GrantTypes.AuthorizationCode))
            .WithMessage("authorization_code needs at least one (RFC 6749 3.1.2.2)");
        RuleFor(client => client.RedirectUris).NotEmpty().When(Has(GrantTypes.Hybrid))
            .WithMessage("hybrid needs at least one (RFC 6749 3.1.2.2)");
        RuleFor(client => client.GrantTypes).Must(grants => !grants.Contains(GrantTypes.AuthorizationCode)).When(Has(GrantTypes.Hybrid))
            .WithMessage("authorization_code and hybrid exclude each other: nobody may turn one of a client's answers into the other");
        RuleFor(client => client.RequireClientSecret).Equal(true).When(Has(GrantTypes.ClientCredentials))
            .WithMessage("client_credentials is for clients with a secret only (RFC 6749 4.4)");
        RuleFor(client => client.Secrets).NotEmpty().When(client => client.RequireClientSecret)
            .WithMessage("at least one is needed (or requireClientSecret: false for a public client)");
        RuleFor(client => client.RequirePkce).Equal(true).When(client => !client.RequireClientSecret)
            .WithMessage("a public client must use PKCE (RFC 9700 2.1.1)");
        RuleFor(client => client.AllowPlainTextPkce).Equal(false).When(client => !client.RequirePkce || !HasCodes(client))
            .WithMessage("is of use only to a client that uses authorization_code or hybrid with requirePkce (RFC 7636 4.2)");
        RuleFor(client => client.AllowOfflineAccess).Equal(false).When(client => client.GrantTypes.All(grant => grant == GrantTypes.ClientCredentials))
            .WithMessage("a refresh token comes of a user's authorization: client_credentials has none (RFC 6749 4.4.3)");
        RuleFor(client => client.AbsoluteRefreshTokenLifetime).NotEqual(0).When(client => client.RefreshTokenExpiration == SeedTokenExpiration.Absolute)
            .WithMessage("0 (no end) goes with refreshTokenExpiration: sliding only");
        RuleFor(client => client.RefreshTokenUsage).Equal(SeedTokenUsage.OneTimeOnly).When(IsPublicWithRefreshTokens)
            .WithMessage("must be oneTimeOnly for a public client: nothing else tells a stolen refresh token from the client's own (RFC 9700 2.2.2)");
        RuleFor(client => client.AbsoluteRefreshTokenLifetime).NotEqual(0).When(IsPublicWithRefreshTokens)
            .WithMessage("0 (no end) is not for a public client: what was stolen from it would be good for ever (RFC 9700 2.2.2)");
        RuleFor(client => client.CanIntrospect).Equal(false).When(client => !client.GrantTypes.Contains(GrantTypes.ClientCredentials))
            .WithMessage("introspecting takes a token of the client's own, so it needs the grant type client_credentials");
    }

    private static Func<ClientState, bool> Has(string grantType) => client => client.GrantTypes.Contains(grantType);

    private static bool IsPublicWithRefreshTokens(ClientState client) => !client.RequireClientSecret && client.AllowOfflineAccess;

    private static bool HasCodes(ClientState client) =>
        client.GrantTypes.Contains(GrantTypes.AuthorizationCode) || client.GrantTypes.Contains(GrantTypes.Hybrid);
}
