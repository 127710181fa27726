namespace IdentityEngine.Validation;

/// <summary>
/// The values of <c>response_mode</c> (OAuth 2.0 Multiple Response Type Encoding Practices 2.1, OAuth 2.0 Form Post Response Mode).
/// </summary>
internal static class ResponseModes
{
    internal const string Query = "query";
    internal const string Fragment = "fragment";
    internal const string FormPost = "form_post";

    /// <summary>
    /// How a request is answered, with an error too: as it asks if it may, else as the response type has it. Known before the request
    /// is found to be right or wrong.
    /// </summary>
    internal static string Of(string? requested, string? responseType)
    {
        if (requested is Fragment or FormPost)
        {
            return requested;
        }

        return ResponseTypes.HasToken(responseType) ? Fragment : Query;
    }
}
