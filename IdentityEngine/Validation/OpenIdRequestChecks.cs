using System.Globalization;
using IdentityEngine.Services;

namespace IdentityEngine.Validation;

/// <summary>The checks of the parameters that OpenID Connect Core 3.1.2.1 adds. Null means that it holds.</summary>
internal static class OpenIdRequestChecks
{
    internal static OAuthError? CheckNonce(ValidatedAuthorizeRequest request)
    {
        var nonce = request.Raw[AuthorizeParameters.Nonce];
        if (nonce is not null && nonce.Length > request.Options.InputLengthRestrictions.Nonce)
        {
            return AuthorizeErrors.NonceTooLong;
        }

        request.Nonce = nonce;

        // OpenID Connect Core 3.3.2.11: it binds the ID token of the front channel to the client's session.
        return string.IsNullOrEmpty(nonce) && ResponseTypes.HasToken(request.ResponseType) ? AuthorizeErrors.NonceMissing : null;
    }

    internal static OAuthError? CheckPrompt(ValidatedAuthorizeRequest request)
    {
        var modes = Words(request.Raw[AuthorizeParameters.Prompt]);
        if (!modes.All(mode => PromptModes.IsKnown(mode, request.Options.UserInteraction)))
        {
            return AuthorizeErrors.PromptUnknown;
        }

        if (modes.Count > 1 && modes.Contains(PromptModes.None))
        {
            return AuthorizeErrors.PromptNoneCombined;
        }

        request.PromptModes = modes;
        return null;
    }

    internal static OAuthError? CheckMaxAge(ValidatedAuthorizeRequest request)
    {
        var maxAge = request.Raw[AuthorizeParameters.MaxAge];
        if (string.IsNullOrEmpty(maxAge))
        {
            return null;
        }

        if (!int.TryParse(maxAge, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return AuthorizeErrors.MaxAgeMalformed;
        }

        request.MaxAge = seconds;
        return null;
    }

    /// <summary>
    /// Takes over what the client would like, as far as it can be used. Nothing here is an error (OpenID Connect Core 3.1.2.1: a hint, a
    /// voluntary claim, and languages of which "an error SHOULD NOT result").
    /// </summary>
    internal static void ReadHints(ValidatedAuthorizeRequest request)
    {
        var limits = request.Options.InputLengthRestrictions;
        request.LoginHint = Hint(request.Raw[AuthorizeParameters.LoginHint], limits.LoginHint);
        request.AuthenticationContextReferenceClasses = Words(Hint(request.Raw[AuthorizeParameters.AcrValues], limits.AcrValues));
    }

    /// <summary>The value, or null if it is too long to be of use.</summary>
    internal static string? Hint(string? value, int longest) => value?.Length <= longest ? value : null;

    private static List<string> Words(string? value) =>
        [.. (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
