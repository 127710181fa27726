using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores authorization codes.</summary>
public interface IAuthorizationCodeStore
{
    /// <summary>Stores the code and returns its handle.</summary>
    Task<string> StoreAuthorizationCodeAsync(AuthorizationCode code, CancellationToken ct);
    Task<AuthorizationCode?> GetAuthorizationCodeAsync(string code, CancellationToken ct);
    /// <summary>Consumes the code. A store that makes codes single use throws for whoever comes second.</summary>
    Task RemoveAuthorizationCodeAsync(string code, CancellationToken ct);
}
