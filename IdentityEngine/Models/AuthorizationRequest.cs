using System.Collections.Specialized;
using IdentityEngine.Validation;

namespace IdentityEngine.Models;

/// <summary>The authorization request for whose sake a page is shown.</summary>
public class AuthorizationRequest : IAuthenticationContext
{
    public AuthorizationRequest()
    {
    }

    public AuthorizationRequest(ValidatedAuthorizeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        Client = request.Client;
        DisplayMode = request.DisplayMode;
        RedirectUri = request.RedirectUri;
        UiLocales = request.UiLocales;
        LoginHint = request.LoginHint;
        PromptModes = [.. request.PromptModes];
        AcrValues = [.. request.AuthenticationContextReferenceClasses];
        ValidatedResources = request.ValidatedResources;
        Parameters = [];
        if (request.Raw != null)
            Parameters.Add(request.Raw);
    }

    public Client Client { get; set; } = null!;
    public string? DisplayMode { get; set; }
    public string RedirectUri { get; set; } = null!;
    public string? UiLocales { get; set; }
    public string? LoginHint { get; set; }
    public IEnumerable<string> PromptModes { get; set; } = [];
    public IEnumerable<string> AcrValues { get; set; } = [];
    public ResourceValidationResult ValidatedResources { get; set; } = null!;
    /// <summary>The parameters as they were sent.</summary>
    public NameValueCollection Parameters { get; } = [];
}
