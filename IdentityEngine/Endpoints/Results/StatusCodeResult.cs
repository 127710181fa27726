using System.Net;

namespace IdentityEngine.Endpoints.Results;

/// <summary>A status code without a body.</summary>
public class StatusCodeResult : EndpointResult<StatusCodeResult>
{
    public StatusCodeResult(HttpStatusCode statusCode)
        : this((int)statusCode)
    {
    }

    public StatusCodeResult(int statusCode) => StatusCode = statusCode;

    public int StatusCode { get; }
}
