using System.Security.Cryptography;
using System.Text;
using IdentityHost.Introspection;
using IdentityHost.Memory;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Passport;

/// <summary>The members of Passport's answer, in its order.</summary>
internal sealed class PassportAnswer(IOptions<IdentityHostSettings> options) : IPassportAnswer
{
    private readonly bool _numericIds = options.Value.Passport.NumericIds;

    public Dictionary<string, object> Of(string presented, TokenSummary token, string? userId)
    {
        var clientId = Id(token.ClientId!);
        var answer = new Dictionary<string, object>(12, StringComparer.Ordinal)
        {
            ["active"] = true,
            ["scope"] = token.Scope,
            ["client_id"] = clientId,
            ["token_type"] = "access_token",
            ["exp"] = token.Expires,
            ["iat"] = token.IssuedAt,
            ["nbf"] = token.NotBefore,
        };
        if (token.Subject is not null)
            answer["sub"] = Id(token.Subject);
        answer["aud"] = clientId;
        answer["jti"] = token.Id ?? Fingerprint(presented);
        if (userId is not null)
            answer["id"] = Id(userId);
        return answer;
    }

    private object Id(string value) => _numericIds ? PassportId.ToJson(value) : value;

    // Passport's clients read jti unconditionally. An engine that gave the token none gets an identifier made of the token, of Passport's
    // length.
    private static string Fingerprint(string token) => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(token)))[..80];
}
