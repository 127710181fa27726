#nullable disable

using IdentityEngine.Validation;

namespace IdentityEngine.Events;

/// <summary>A request for tokens was refused.</summary>
public class TokenIssuedFailureEvent : Event
{
    /// <summary>At the authorization endpoint.</summary>
    public TokenIssuedFailureEvent(ValidatedAuthorizeRequest request, string error, string description)
        : this(IdentityServerConstants.EndpointNames.Authorize, request, error, description)
    {
        RedirectUri = request?.RedirectUri;
        Scopes = request == null ? null : string.Join(' ', request.RequestedScopes);
        GrantType = request?.GrantType;
    }

    /// <summary>At the token endpoint.</summary>
    public TokenIssuedFailureEvent(TokenRequestValidationResult result)
        : this(IdentityServerConstants.EndpointNames.Token, result?.ValidatedRequest, result?.Error, result?.ErrorDescription)
    {
        var request = result?.ValidatedRequest;
        Scopes = request?.RequestedScopes == null ? null : string.Join(' ', request.RequestedScopes);
        GrantType = request?.GrantType;
    }

    private TokenIssuedFailureEvent(string endpoint, ValidatedRequest request, string error, string description)
        : base(EventCategories.Token, "Token Issued Failure", EventTypes.Failure, EventIds.TokenIssuedFailure)
    {
        Endpoint = endpoint;
        Error = error;
        ErrorDescription = description;
        ClientId = request?.Client?.ClientId;
        ClientName = request?.Client?.ClientName;
        SubjectId = request?.Subject?.FindFirst(JwtClaimTypes.Subject)?.Value;
    }

    public string ClientId { get; set; }
    public string ClientName { get; set; }
    public string RedirectUri { get; set; }
    public string Endpoint { get; set; }
    public string SubjectId { get; set; }
    public string Scopes { get; set; }
    public string GrantType { get; set; }
    public string Error { get; set; }
    public string ErrorDescription { get; set; }
}
