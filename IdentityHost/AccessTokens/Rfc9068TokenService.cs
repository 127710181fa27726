using System.Security.Claims;

namespace IdentityHost.AccessTokens;

/// <summary>
/// Gives access tokens what RFC 9068 asks for and an engine leaves out. Only a JWT gets the client's id as <c>sub</c>: a reference token is stored with its
/// subject, and by that it would be some user's who has the same id.
/// </summary>
internal sealed class Rfc9068TokenService(ITokenService inner) : ITokenService
{
    /// <summary>After the issuer: section 3, the "default resource indicator".</summary>
    internal const string DefaultAudience = "/resources";

    public Task<Token> CreateIdentityTokenAsync(TokenCreationRequest request, CancellationToken ct) => inner.CreateIdentityTokenAsync(request, ct);

    public Task<Token> CreateAccessTokenAsync(TokenCreationRequest request, CancellationToken ct) => inner.CreateAccessTokenAsync(request, ct);

    public Task<string> CreateSecurityTokenAsync(Token token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Type == TokenTypes.AccessToken)
            Complete(token);
        return inner.CreateSecurityTokenAsync(token, ct);
    }

    private static void Complete(Token token)
    {
        if (token.Audiences.Count == 0)
            token.Audiences.Add(token.Issuer.TrimEnd('/') + DefaultAudience);
        if (token.AccessTokenType == AccessTokenType.Jwt && string.IsNullOrEmpty(token.SubjectId))
            token.Claims.Add(new Claim(TokenSubject.Claim, token.ClientId));
    }
}
