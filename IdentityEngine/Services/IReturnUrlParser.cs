using IdentityEngine.Models;

namespace IdentityEngine.Services;

/// <summary>Recognises the return URLs that the server hands to pages.</summary>
public interface IReturnUrlParser
{
    Task<IAuthenticationContext?> ParseAsync(string returnUrl, CancellationToken ct);
    bool IsValidReturnUrl(string returnUrl);
}
