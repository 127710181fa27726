#nullable disable

using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>What an endpoint answers.</summary>
public interface IEndpointResult
{
    /// <summary>Writes the answer to the response.</summary>
    Task ExecuteAsync(HttpContext context);
}
