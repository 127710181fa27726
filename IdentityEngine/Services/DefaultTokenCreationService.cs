using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityEngine.Services;

/// <summary>Writes and signs JWTs: access tokens of RFC 9068, ID tokens of OpenID Connect Core 2.</summary>
internal sealed class DefaultTokenCreationService(IKeyMaterialService keys, IdentityServerOptions options) : ITokenCreationService
{
    private const string IdentityTokenType = "JWT";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public async Task<string> CreateTokenAsync(Token token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);

        var credentials = await keys.GetSigningCredentialsAsync(token.AllowedSigningAlgorithms, ct);
        var payload = JwtPayload.Write(token, options.EmitScopesAsSpaceDelimitedStringInJwt);
        return Handler.CreateToken(payload, credentials, Header(token));
    }

    private Dictionary<string, object> Header(Token token)
    {
        var type = token.Type switch
        {
            TokenTypes.AccessToken => options.AccessTokenJwtType,
            TokenTypes.LogoutToken => options.LogoutTokenJwtType,
            _ => IdentityTokenType,
        };

        return string.IsNullOrEmpty(type)
            ? []
            : new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = type };
    }
}
