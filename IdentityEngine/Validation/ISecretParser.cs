using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>Finds credentials in a request.</summary>
public interface ISecretParser
{
    /// <summary>The name under which discovery lists the method (RFC 8414 <c>token_endpoint_auth_methods_supported</c>).</summary>
    string AuthenticationMethod { get; }

    /// <summary>The credentials, or null if the request carries none of this kind.</summary>
    Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct);
}
