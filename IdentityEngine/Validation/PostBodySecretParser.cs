using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>client_secret_post (RFC 6749 2.3.1), and a public client that only names itself (RFC 6749 3.2.1).</summary>
internal sealed class PostBodySecretParser(IdentityServerOptions options) : ISecretParser
{
    public string AuthenticationMethod => "client_secret_post";

    public async Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct)
    {
        if (!FormRequest.IsForm(context.Request))
        {
            return null;
        }

        var form = await FormRequest.ReadAsync(context.Request, ct);
        var id = form[OAuthParameters.ClientId];
        if (id.Count != 1 || id[0] is not { Length: > 0 } clientId)
        {
            return null;
        }

        var secret = form[OAuthParameters.ClientSecret];
        if (secret.Count > 1)
        {
            return new ParsedSecret { Id = clientId, Type = UnusableCredentials.Malformed };
        }

        if (clientId.Length > options.InputLengthRestrictions.ClientId
            || (secret.Count == 1 && secret[0] is { } given && given.Length > options.InputLengthRestrictions.ClientSecret))
        {
            // No client has such an id, or no secret is that long.
            return new ParsedSecret { Id = string.Empty, Type = UnusableCredentials.Malformed };
        }

        if (secret.Count == 0 || string.IsNullOrEmpty(secret[0]))
        {
            return new ParsedSecret { Id = clientId, Type = ParsedSecretTypes.NoSecret };
        }

        return new ParsedSecret { Id = clientId, Credential = secret[0], Type = ParsedSecretTypes.SharedSecret };
    }
}
