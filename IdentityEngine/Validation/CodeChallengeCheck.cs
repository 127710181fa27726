using IdentityEngine.Services;

namespace IdentityEngine.Validation;

/// <summary>The code challenge of an authorization request (RFC 7636 4.3 and 4.4.1). Null means that it holds.</summary>
internal static class CodeChallengeCheck
{
    /// <summary>An S256 challenge is the unpadded base64url of 32 bytes (RFC 7636 4.2).</summary>
    private const int S256ChallengeLength = 43;

    internal static OAuthError? Check(ValidatedAuthorizeRequest request)
    {
        var challenge = request.Raw[AuthorizeParameters.CodeChallenge];
        var method = request.Raw[AuthorizeParameters.CodeChallengeMethod];
        if (string.IsNullOrEmpty(challenge))
        {
            return request.Client.RequirePkce || !string.IsNullOrEmpty(method)
                ? AuthorizeErrors.CodeChallengeMissing
                : null;
        }

        // RFC 7636 4.3: without a method it is plain, which only a client gets that can't hash (RFC 9700 2.1.1).
        method = string.IsNullOrEmpty(method) ? ProofKey.Plain : method;
        var error = method switch
        {
            ProofKey.S256 => challenge.Length == S256ChallengeLength && challenge.All(IsBase64Url) ? null : AuthorizeErrors.CodeChallengeNotS256,
            ProofKey.Plain when request.Client.AllowPlainTextPkce =>
                ProofKey.IsVerifier(challenge, request.Options.InputLengthRestrictions) && !challenge.AsSpan().ContainsAnyExceptInRange('!', '~')
                    ? null
                    : AuthorizeErrors.CodeChallengeNotPlain,
            _ => AuthorizeErrors.CodeChallengeMethodUnsupported,
        };
        if (error is not null)
        {
            return error;
        }

        request.CodeChallenge = challenge;
        request.CodeChallengeMethod = method;
        return null;
    }

    private static bool IsBase64Url(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
