using System.Net;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>The page in the hidden frame of the sign-out page: one frame for each client (OpenID Connect Front-Channel Logout 1.0 section 3).</summary>
internal sealed class EndSessionCallbackEndpoint(IMessageStore<LogoutNotificationContext> messages, FrontChannelLogout frontChannel)
    : IEndpointHandler
{
    public async Task<IEndpointResult?> ProcessAsync(HttpContext context)
    {
        if (GetRequest.Refuse(context) is { } refusal)
        {
            return refusal;
        }

        var id = context.Request.Query[EndSessionParameters.EndSessionId].ToString();
        return await messages.ReadAsync(id, context.RequestAborted) is { Data: { } ended }
            ? new EndSessionCallbackResult(await frontChannel.FramesAsync(ended, context.RequestAborted))
            : new StatusCodeResult(HttpStatusCode.BadRequest);
    }
}
