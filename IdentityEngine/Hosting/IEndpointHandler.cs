using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>One endpoint. It reads the request and returns a result; it writes nothing to the response itself.</summary>
public interface IEndpointHandler
{
    /// <summary>Handles the request. Infrastructure failures are thrown, never turned into a result.</summary>
    Task<IEndpointResult?> ProcessAsync(HttpContext context);
}
