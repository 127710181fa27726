#nullable disable

using IdentityEngine.ResponseHandling;

namespace IdentityEngine.Endpoints.Results;

/// <summary>A refusal of the token endpoint (RFC 6749 section 5.2).</summary>
public class TokenErrorResult : EndpointResult<TokenErrorResult>
{
    public TokenErrorResult(TokenErrorResponse error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (string.IsNullOrEmpty(error.Error))
            throw new ArgumentException("A refusal has an error code (RFC 6749 section 5.2).", nameof(error));

        Response = error;
    }

    public TokenErrorResponse Response { get; }
}
