#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.ResponseHandling;

/// <summary>Makes the documents of discovery.</summary>
public interface IDiscoveryResponseGenerator
{
    Task<Dictionary<string, object>> CreateDiscoveryDocumentAsync(string baseUrl, string issuerUri, CancellationToken ct);
    Task<IReadOnlyCollection<JsonWebKey>> CreateJwkDocumentAsync(CancellationToken ct);
}
