namespace IdentityEngine.Validation;

/// <summary>
/// What the validator found. The request is there in both cases; its <see cref="ValidatedAuthorizeRequest.RedirectUri"/> is set only
/// if it was proven to be the client's, and only then may an error be sent there (RFC 6749 4.1.2.1).
/// </summary>
internal sealed class AuthorizeRequestValidationResult : ValidationResult
{
    internal AuthorizeRequestValidationResult(ValidatedAuthorizeRequest request)
    {
        IsError = false;
        Request = request;
    }

    internal AuthorizeRequestValidationResult(ValidatedAuthorizeRequest request, OAuthError error)
    {
        IsError = true;
        Error = error.Code;
        ErrorDescription = error.Description;
        Request = request;
    }

    internal ValidatedAuthorizeRequest Request { get; }
}
