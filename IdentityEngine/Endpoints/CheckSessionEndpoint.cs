using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>The frame that clients put into their pages and ask whether the session changed (OpenID Connect Session Management 1.0 section 3.2).</summary>
internal sealed class CheckSessionEndpoint : IEndpointHandler
{
    public Task<IEndpointResult?> ProcessAsync(HttpContext context) =>
        Task.FromResult<IEndpointResult?>(GetRequest.Refuse(context) ?? new CheckSessionResult());
}
