using IdentityEngine.Hosting;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints.Results;

/// <summary>The claims about a user (OpenID Connect Core 5.3.2).</summary>
internal sealed class UserInfoResult(IReadOnlyDictionary<string, object> claims) : EndpointResult<UserInfoResult>
{
    internal IReadOnlyDictionary<string, object> Claims { get; } = claims;
}

internal sealed class UserInfoResultWriter : IHttpResponseWriter<UserInfoResult>
{
    public Task WriteHttpResponse(UserInfoResult result, HttpContext context) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status200OK, result.Claims, static (writer, claims) =>
        {
            foreach (var (name, value) in claims)
            {
                JsonResponse.WriteMember(writer, name, value);
            }
        });
}
