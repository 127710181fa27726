using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>Asks the registered <see cref="ISecretParser"/>s in turn.</summary>
public interface ISecretsListParser
{
    Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct);
    IEnumerable<string> GetAvailableAuthenticationMethods();
}
