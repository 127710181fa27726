using System.Collections.Specialized;

namespace IdentityEngine.Validation;

/// <summary>
/// The values of <c>resource</c> (RFC 8707 2). Tokens can't be narrowed to one API yet: their audience is every API of their scopes. So an
/// API may be named that is among these, and the token is good for it; any other is <c>invalid_target</c>, since a token that is not for
/// the API that was asked for would be a wrong answer.
/// </summary>
internal static class ResourceIndicators
{
    /// <summary>Null means that it holds, as it does without a value.</summary>
    internal static OAuthError? Check(NameValueCollection parameters, ResourceValidationResult granted)
    {
        foreach (var resource in parameters.GetValues(OAuthParameters.Resource) ?? [])
        {
            if (string.IsNullOrEmpty(resource))
            {
                continue;
            }

            if (resource.Contains('#', StringComparison.Ordinal) || !IsAbsoluteUri(resource))
            {
                return OAuthErrors.ResourceMalformed;
            }

            if (!granted.Resources.ApiResources.Any(api => string.Equals(api.Name, resource, StringComparison.Ordinal)))
            {
                return OAuthErrors.ResourceUnusable;
            }
        }

        return null;
    }

    // A path is a file's URI to the framework.
    private static bool IsAbsoluteUri(string value) => !value.StartsWith('/') && Uri.TryCreate(value, UriKind.Absolute, out _);
}
