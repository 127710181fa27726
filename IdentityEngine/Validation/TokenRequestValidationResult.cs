namespace IdentityEngine.Validation;

public class TokenRequestValidationResult : ValidationResult
{
    public TokenRequestValidationResult(ValidatedTokenRequest validatedRequest, Dictionary<string, object>? customResponse = null)
    {
        IsError = false;
        ValidatedRequest = validatedRequest;
        CustomResponse = customResponse;
    }

    public TokenRequestValidationResult(
        ValidatedTokenRequest validatedRequest,
        string error,
        string? errorDescription = null,
        Dictionary<string, object>? customResponse = null)
    {
        Error = error;
        ErrorDescription = errorDescription;
        ValidatedRequest = validatedRequest;
        CustomResponse = customResponse;
    }

    public ValidatedTokenRequest ValidatedRequest { get; }

    /// <summary>Further members of the response. They never overwrite a member that the protocol defines.</summary>
    public Dictionary<string, object>? CustomResponse { get; set; }
}
