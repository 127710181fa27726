using System.Security.Claims;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>Codes and tokens that the tests put into the host's own stores, where the flow would take a sign-in.</summary>
internal static class StoredGrants
{
    /// <summary>Of RFC 7636 appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /// <summary>Stores alice's code for a client, as the authorization endpoint does.</summary>
    public static async Task<string> StoreCodeAsync(this HostFixture host, string clientId, Action<AuthorizationCode>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var code = new AuthorizationCode
        {
            CreationTime = now.UtcDateTime,
            Lifetime = 300,
            ClientId = clientId,
            Subject = new ClaimsPrincipal(new ClaimsIdentity(
                [
                    new Claim("sub", Demo.Subject),
                    new Claim("idp", "local"),
                    new Claim("amr", "pwd"),
                    new Claim("auth_time", now.ToUnixTimeSeconds().ToString(), ClaimValueTypes.Integer64),
                ],
                "test")),
            RequestedScopes = ["messages.read"],
            RedirectUri = TestClients.RedirectUri,
            SessionId = "session-1",
            WasConsentShown = false,
            CodeChallenge = Challenge.Sha256(),
            CodeChallengeMethod = "S256",
        };
        change?.Invoke(code);
        await host.AddSessionAsync(code.Subject.FindFirst("sub")!.Value, code.SessionId);
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IAuthorizationCodeStore>().StoreAuthorizationCodeAsync(code, CancellationToken.None);
    }

    /// <summary>A session as somebody's browser would have it, in which codes can be stored. Nobody can read its ticket.</summary>
    public static Task AddSessionAsync(this HostFixture host, string subject, string session) => host.Database.ExecuteAsync(
        """
        INSERT INTO "ServerSideSessions" ("Key", "Scheme", "SubjectId", "SessionId", "Created", "Renewed", "Data")
        VALUES ($1 || '/' || $2, 'test', $1, $2, now(), now(), '') ON CONFLICT DO NOTHING
        """,
        subject, session);

    public static Dictionary<string, string> CodeForm(string code) => new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = TestClients.RedirectUri,
        ["code_verifier"] = Verifier,
    };

    /// <summary>An access token as the host would have made it at another time or for somebody else.</summary>
    public static Token AccessToken(HostFixture host, string clientId, Action<Token>? change = null)
    {
        var token = new Token("access_token")
        {
            Issuer = host.Host.BaseAddress.GetLeftPart(UriPartial.Authority),
            CreationTime = TimeProvider.System.GetUtcNow().UtcDateTime,
            Lifetime = 3600,
            ClientId = clientId,
            AccessTokenType = AccessTokenType.Reference,
            Audiences = { Demo.ApiResource },
            Claims =
            [
                new Claim("client_id", clientId),
                new Claim("scope", "messages.read"),
                new Claim("jti", "0102030405060708090a0b0c0d0e0f10"),
            ],
        };
        change?.Invoke(token);
        return token;
    }

    public static async Task<string> StoreTokenAsync(this HostFixture host, Token token)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IReferenceTokenStore>().StoreReferenceTokenAsync(token, CancellationToken.None);
    }

    /// <summary>Signs with the host's own key.</summary>
    public static async Task<string> SignAsync(this HostFixture host, Token token)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITokenCreationService>().CreateTokenAsync(token, CancellationToken.None);
    }
}
