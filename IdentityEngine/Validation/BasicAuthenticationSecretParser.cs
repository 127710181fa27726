using System.Buffers.Text;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>client_secret_basic: RFC 6749 2.3.1, both halves form-url-encoded before RFC 7617 joins them.</summary>
internal sealed class BasicAuthenticationSecretParser(IdentityServerOptions options) : ISecretParser
{
    private const string Scheme = "Basic";

    private static ParsedSecret Malformed => new() { Id = string.Empty, Type = UnusableCredentials.Malformed };

    private static ParsedSecret SeveralMethods => new() { Id = string.Empty, Type = UnusableCredentials.SeveralMethods };

    public string AuthenticationMethod => "client_secret_basic";

    public async Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct)
    {
        var headers = context.Request.Headers.Authorization;
        if (headers.Count == 0)
        {
            return null;
        }

        var header = headers.Count == 1 ? headers[0] : headers.FirstOrDefault(IsBasic);
        if (!IsBasic(header))
        {
            return null;
        }

        if (headers.Count > 1 || Parse(header!) is not { } parsed)
        {
            return Malformed;
        }

        if (FormRequest.IsForm(context.Request))
        {
            var form = await FormRequest.ReadAsync(context.Request, ct);
            if (!string.IsNullOrEmpty(form[OAuthParameters.ClientSecret]))
            {
                return SeveralMethods;
            }
        }

        return parsed;
    }

    private static bool IsBasic(string? header) =>
        header is not null
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && (header.Length == Scheme.Length || header[Scheme.Length] == ' ');

    private ParsedSecret? Parse(string header)
    {
        var encoded = header.AsSpan(Scheme.Length).Trim(' ');
        // A character has up to three bytes, each of which may be written as three, and Base64 makes four of three.
        var longest = (options.InputLengthRestrictions.ClientId + options.InputLengthRestrictions.ClientSecret + 1) * 12;
        if (encoded.IsEmpty || encoded.Length > longest || !Base64.IsValid(encoded, out var length))
        {
            return null;
        }

        var credentials = length <= 512 ? stackalloc byte[512] : new byte[length];
        if (!Convert.TryFromBase64Chars(encoded, credentials, out var written))
        {
            return null;
        }

        var bytes = credentials[..written];
        var colon = bytes.IndexOf((byte)':');
        if (colon < 0
            || FormUrlDecoder.Decode(bytes[..colon]) is not { Length: > 0 } id
            || FormUrlDecoder.Decode(bytes[(colon + 1)..]) is not { } secret
            || id.Length > options.InputLengthRestrictions.ClientId
            || secret.Length > options.InputLengthRestrictions.ClientSecret)
        {
            return null;
        }

        return secret.Length == 0
            ? new ParsedSecret { Id = id, Type = ParsedSecretTypes.NoSecret }
            : new ParsedSecret { Id = id, Credential = secret, Type = ParsedSecretTypes.SharedSecret };
    }
}
