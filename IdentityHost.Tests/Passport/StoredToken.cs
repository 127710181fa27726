using System.Security.Claims;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Passport;

/// <summary>Puts reference tokens of any age and owner into a host's store, as the engine would have.</summary>
internal static class StoredToken
{
    public const string JwtId = "e56a77435ab29d0834eee2ef0185fc708e34d77ba7603e6d60f3e40de4f04dda2f9e9781ac389bd9";

    public static async Task<string> StoreAsync(
        TestHost host,
        string clientId = Demo.WebAppId,
        string? subject = null,
        int ageSeconds = 0,
        int lifetime = 3600,
        string[]? scopes = null,
        string? jwtId = JwtId)
    {
        var claims = new List<Claim> { new("client_id", clientId) };
        claims.AddRange((scopes ?? ["user.read", "messages.read"]).Select(s => new Claim("scope", s)));
        if (subject is not null)
            claims.Add(new Claim("sub", subject));
        if (jwtId is not null)
            claims.Add(new Claim("jti", jwtId));
        var token = new Token("access_token")
        {
            Issuer = host.BaseAddress.GetLeftPart(UriPartial.Authority),
            ClientId = clientId,
            AccessTokenType = AccessTokenType.Reference,
            CreationTime = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-ageSeconds),
            Lifetime = lifetime,
            Claims = claims,
        };
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IReferenceTokenStore>().StoreReferenceTokenAsync(token, CancellationToken.None);
    }
}
