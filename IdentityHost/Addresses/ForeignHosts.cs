using IdentityHost.Http;
using IdentityHost.Outcomes;

namespace IdentityHost.Addresses;

/// <summary>
/// Refuses requests under a name that is not this server's, where the issuer says what that is: whatever is made of such a name (a link, a cache's entry)
/// would be somebody else's. The host that a known proxy forwards counts, as everywhere. Health checks stand before it: probes ask by address.
/// </summary>
internal sealed class ForeignHosts(RequestDelegate next, IssuerAddress address, ILogger<ForeignHosts> logger)
{
    // Without the name: it is the sender's text.
    private const string Problem = "The Host header names neither the issuer's host nor one of IdentityHost:InternalHosts.";

    public Task InvokeAsync(HttpContext context)
    {
        if (address.IsOurs(context.Request.Host))
            return next(context);
        logger.RequestRefused(Problem, context.Request.Path);
        return ErrorResponse.WriteAsync(
            context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest, "The Host header names no host of this server.");
    }
}
