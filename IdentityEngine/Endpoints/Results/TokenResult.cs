#nullable disable

using IdentityEngine.ResponseHandling;

namespace IdentityEngine.Endpoints.Results;

/// <summary>What the token endpoint issued (RFC 6749 section 5.1).</summary>
public class TokenResult : EndpointResult<TokenResult>
{
    public TokenResult(TokenResponse response) => Response = response ?? throw new ArgumentNullException(nameof(response));

    public TokenResponse Response { get; }
}
