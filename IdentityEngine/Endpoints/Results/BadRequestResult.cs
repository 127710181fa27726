#nullable disable

namespace IdentityEngine.Endpoints.Results;

/// <summary>400 with an OAuth error, or without a body if there is none.</summary>
public class BadRequestResult : EndpointResult<BadRequestResult>
{
    public BadRequestResult(string error = null, string errorDescription = null)
    {
        Error = error;
        ErrorDescription = errorDescription;
    }

    public string Error { get; }
    public string ErrorDescription { get; }
}
