namespace IdentityEngine.ResponseHandling;

/// <summary>What the client gets from the authorization endpoint: a code, perhaps an ID token beside it, or an error.</summary>
internal sealed class AuthorizeResponse
{
    internal string? Code { get; init; }
    internal string? IdentityToken { get; init; }
    internal string? Error { get; init; }
    internal string? ErrorDescription { get; init; }
}
