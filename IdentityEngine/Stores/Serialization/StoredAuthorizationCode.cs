using IdentityEngine.Models;

namespace IdentityEngine.Stores.Serialization;

/// <summary>The inner JSON of an authorization code. Members stand in the stored order.</summary>
internal sealed class StoredAuthorizationCode
{
    public required DateTime CreationTime { get; init; }
    public required int Lifetime { get; init; }
    public required string ClientId { get; init; }
    public required StoredPrincipal Subject { get; init; }
    public bool IsOpenId { get; init; }
    public string[]? RequestedScopes { get; init; }
    /// <summary>RFC 8707 is not supported yet: always empty.</summary>
    public string[]? RequestedResourceIndicators { get; init; }
    public string? RedirectUri { get; init; }
    public string? Nonce { get; init; }
    public string? StateHash { get; init; }
    public bool WasConsentShown { get; init; }
    public string? SessionId { get; init; }
    public string? CodeChallenge { get; init; }
    public string? CodeChallengeMethod { get; init; }
    public string? Description { get; init; }
    public Dictionary<string, string>? Properties { get; init; }

    internal static StoredAuthorizationCode From(AuthorizationCode code) => new()
    {
        CreationTime = code.CreationTime,
        Lifetime = code.Lifetime,
        ClientId = code.ClientId,
        Subject = StoredPrincipal.From(code.Subject),
        IsOpenId = code.IsOpenId,
        RequestedScopes = [.. code.RequestedScopes ?? []],
        RequestedResourceIndicators = [],
        RedirectUri = code.RedirectUri,
        Nonce = code.Nonce,
        StateHash = code.StateHash,
        WasConsentShown = code.WasConsentShown,
        SessionId = code.SessionId,
        CodeChallenge = code.CodeChallenge,
        CodeChallengeMethod = code.CodeChallengeMethod,
        Description = code.Description,
        Properties = new Dictionary<string, string>(code.Properties, StringComparer.Ordinal),
    };

    internal AuthorizationCode ToAuthorizationCode() => new()
    {
        CreationTime = CreationTime,
        Lifetime = Lifetime,
        ClientId = ClientId,
        Subject = Subject.ToPrincipal(),
        IsOpenId = IsOpenId,
        RequestedScopes = RequestedScopes ?? [],
        RedirectUri = RedirectUri!,
        Nonce = Nonce,
        StateHash = StateHash,
        WasConsentShown = WasConsentShown,
        SessionId = SessionId!,
        CodeChallenge = CodeChallenge,
        CodeChallengeMethod = CodeChallengeMethod,
        Description = Description,
        Properties = new Dictionary<string, string>(Properties ?? [], StringComparer.Ordinal),
    };
}
