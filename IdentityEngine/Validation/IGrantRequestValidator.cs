namespace IdentityEngine.Validation;

/// <summary>The rules of one grant type.</summary>
internal interface IGrantRequestValidator
{
    /// <summary>The value of grant_type that it serves.</summary>
    string GrantType { get; }

    /// <summary>Checks the request and fills in what the tokens are made of; null if all is well.</summary>
    Task<OAuthError?> ValidateAsync(ValidatedTokenRequest request, CancellationToken ct);

    /// <summary>
    /// Uses up what may be used only once. It comes last, when nothing can refuse the request any more, and before a token
    /// is made; whoever loses a race is told so by the store's exception.
    /// </summary>
    Task ConsumeAsync(ValidatedTokenRequest request, CancellationToken ct);
}
