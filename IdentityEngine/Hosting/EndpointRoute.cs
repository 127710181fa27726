using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Hosting;

/// <summary>One endpoint as <c>AddEndpoint</c> registered it.</summary>
internal sealed record EndpointRoute(string Name, PathString Path, Type HandlerType, Func<HttpContext, bool>? IsMatch);
