using IdentityEngine.Models;
using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Services;

/// <summary>The keys with which tokens are signed and validated.</summary>
public interface IKeyMaterialService
{
    Task<IReadOnlyCollection<SecurityKeyInfo>> GetValidationKeysAsync(CancellationToken ct);
    /// <summary>Credentials for the first of these algorithms for which there is a key; for the server's default, if none is named.</summary>
    /// <exception cref="InvalidOperationException">There is a key for none of the named algorithms.</exception>
    Task<SigningCredentials> GetSigningCredentialsAsync(IEnumerable<string>? allowedAlgorithms, CancellationToken ct);
    /// <summary>Credentials of every algorithm, the default first.</summary>
    Task<IReadOnlyCollection<SigningCredentials>> GetAllSigningCredentialsAsync(CancellationToken ct);
}
