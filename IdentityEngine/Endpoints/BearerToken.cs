using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>
/// How an access token is presented: in the header (RFC 6750 2.1) or in a form (2.2), never in the query, which ends up in logs and
/// histories (RFC 9700 4.3.2).
/// </summary>
/// <param name="Token">The token; null if there is none that can be used.</param>
/// <param name="IsMalformed">Something was presented, but not as the RFC has it: empty, or in two places.</param>
internal readonly record struct BearerToken(string? Token, bool IsMalformed)
{
    private static readonly BearerToken None = new(null, IsMalformed: false);
    private static readonly BearerToken Malformed = new(null, IsMalformed: true);

    internal static async Task<BearerToken> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var inHeader = ReadHeader(request);
        if (!HttpMethods.IsPost(request.Method) || !FormRequest.IsForm(request))
        {
            return inHeader;
        }

        var form = await FormRequest.ReadAsync(request, ct);
        if (!form.TryGetValue(OAuthParameters.AccessToken, out var values))
        {
            return inHeader;
        }

        // RFC 6750 2: one method in each request.
        return inHeader == None && values is [{ Length: > 0 } token] ? new BearerToken(token, IsMalformed: false) : Malformed;
    }

    private static BearerToken ReadHeader(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count > 1)
        {
            return Malformed;
        }

        var words = header.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var scheme, ..] || !scheme.Equals(OAuthParameters.Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return None;
        }

        return words is [_, var token] ? new BearerToken(token, IsMalformed: false) : Malformed;
    }
}
