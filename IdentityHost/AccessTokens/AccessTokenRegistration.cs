using IdentityHost.Engine;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.AccessTokens;

internal static class AccessTokenRegistration
{
    public static void AddAccessTokenClaims(this IServiceCollection services) =>
        services.Decorate<ITokenService>((sp, inner) =>
            sp.GetRequiredService<IOptions<IdentityHostSettings>>().Value.AccessTokens.Rfc9068 ? new Rfc9068TokenService(inner.Get()) : inner.Get());
}
