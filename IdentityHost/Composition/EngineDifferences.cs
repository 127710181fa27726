#if DUENDE
using IdentityHost.Engine;
using IdentityHost.Http;
using IdentityHost.OnDuende;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;
#endif

namespace IdentityHost.Composition;

/// <summary>
/// The one file that knows which engine is compiled in: where Duende answers differently from what the RFCs or this product want, and lets
/// a host mend it. How is in <c>OnDuende</c>.
/// </summary>
internal static class EngineDifferences
{
    public static void AddEngineDifferences(this IIdentityServerBuilder builder)
    {
#if DUENDE
        builder.AddHttpWriter<TokenErrorResult, TokenErrorWriter>();
        builder.AddRedirectUriValidator<ExactRedirectUris>();
        builder.Services.Decorate<IClientSecretValidator>((_, inner) => new ClientAuthenticationOutcome(inner));
        builder.Services.Decorate<ITokenRevocationRequestValidator>((_, inner) => new KnownTokenTypeHints(inner));
        builder.Services.AddOptions<IdentityServerOptions>().Configure<IOptions<IdentityHostSettings>>(Configure);
#else
        _ = builder;
#endif
    }

    /// <summary>Completes its answers.</summary>
    public static void UseEngineDifferences(this IApplicationBuilder app)
    {
#if DUENDE
        app.UseMiddleware<ProtocolAnswers>();
        app.UseMiddleware<AuthorizeRedirects>();
#else
        _ = app;
#endif
    }

#if DUENDE
    private static readonly string[] SecretsOfTokenRequests =
        ["code", "code_verifier", "token", "assertion", "client_assertion", "subject_token", "actor_token"];

    private static readonly string[] SecretsOfAuthorizeRequests = ["id_token_hint", "code_challenge", "login_hint"];

    private static void Configure(IdentityServerOptions engine, IOptions<IdentityHostSettings> host)
    {
        // Without one Duende looks for a file of its own.
        if (host.Value.Duende.LicenseKey is { Length: > 0 } key)
            engine.LicenseKey = key;
        foreach (var secret in SecretsOfTokenRequests)
            engine.Logging.TokenRequestSensitiveValuesFilter.Add(secret);
        foreach (var secret in SecretsOfAuthorizeRequests)
            engine.Logging.AuthorizeRequestSensitiveValuesFilter.Add(secret);
        // FailureResponses knows how grave an exception is, and logs it: a grant that somebody else consumed is no critical failure.
        engine.Logging.UnhandledExceptionLoggingFilter = static (_, _) => false;

        // Five minutes is how long a JWT would live after its end.
        engine.JwtValidationClockSkew = TimeSpan.Zero;

        // What the host has no pages, seeds or tests for is not open.
        engine.Endpoints.EnableBackchannelAuthenticationEndpoint = false;
        engine.Endpoints.EnablePushedAuthorizationEndpoint = false;
        engine.Endpoints.EnableJwtRequestUri = false;
        engine.Endpoints.EnableSamlMetadataEndpoint = false;
        engine.Endpoints.EnableSamlSigninEndpoint = false;
        engine.Endpoints.EnableSamlSigninCallbackEndpoint = false;
        engine.Endpoints.EnableSamlLogoutEndpoint = false;
        engine.Endpoints.EnableSamlLogoutCallbackEndpoint = false;

        // Its own lists name the implicit flow, which no client can have here (RFC 9700 2.1.2).
        engine.Discovery.ShowGrantTypes = false;
        engine.Discovery.ShowResponseTypes = false;
        engine.Discovery.CustomEntries["grant_types_supported"] =
            new[] { GrantType.AuthorizationCode, GrantType.ClientCredentials, GrantType.DeviceFlow, GrantType.RefreshToken };
        engine.Discovery.CustomEntries["response_types_supported"] = new[] { "code", "code id_token" };
    }

    /// <summary>RFC 9700 2.1: exactly as registered. Duende compares without regard to case.</summary>
    private sealed class ExactRedirectUris : IRedirectUriValidator
    {
        public Task<bool> IsRedirectUriValidAsync(string requestedUri, Client client) =>
            Task.FromResult(client.RedirectUris.Contains(requestedUri, StringComparer.Ordinal));

        public Task<bool> IsRedirectUriValidAsync(RedirectUriValidationContext context, CancellationToken ct) =>
            Task.FromResult(context.Client.RedirectUris.Contains(context.RequestedUri, StringComparer.Ordinal));

        public Task<bool> IsPostLogoutRedirectUriValidAsync(string requestedUri, Client client, CancellationToken ct) =>
            Task.FromResult(client.PostLogoutRedirectUris.Contains(requestedUri, StringComparer.Ordinal));
    }
#endif
}
