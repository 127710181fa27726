using System.Security.Claims;
using IdentityHost.Extensibility;
using IdentityHost.Outcomes;
using IdentityHost.RequestState;
using IdentityHost.Stores;
using Microsoft.IdentityModel.JsonWebTokens;
using Shared;

namespace IdentityHost.InactiveTokens;

/// <summary>
/// Says in the log why a token is not active, at the level Debug of the category <c>IdentityHost.InactiveTokens</c>. It costs nothing as long as
/// that is off. Nothing that a caller wrote gets into it: a token's client and id stand there if the database or a signature of ours says them.
/// </summary>
internal sealed class InactiveTokenLog(ILogger<InactiveTokenLog> logger, IPersistentGrantSerializer serializer, TimeProvider clock)
{
    private const string Unknown = "unknown";
    private const int LongestCode = 40;

    /// <param name="route">Where it was asked.</param>
    /// <param name="result">Who asked about what.</param>
    /// <param name="request">What this request read.</param>
    /// <param name="reason">Null: what the validation said.</param>
    public void Write(IntrospectionRoute route, IntrospectionRequestValidationResult result, IntrospectionRequest request, string? reason = null)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
            return;
        var token = string.IsNullOrEmpty(result.Token) ? null : request.TokenOf(result.Token);
        reason = ReasonOf(reason ?? result.ErrorDescription, result, token, request.LastUser);
        var (clientId, id) = token is null ? default : Describe(result, token, request, reason);
        logger.TokenIsNotActive(route, result.Api?.Name ?? result.Client?.ClientId ?? Unknown, reason, clientId ?? Unknown, id ?? Unknown);
    }

    /// <summary>What was said, unless this host knows more: it has read the token and its user itself, on either engine.</summary>
    private string ReasonOf(string? said, IntrospectionRequestValidationResult result, TokenOfRequest? token, UserOfRequest? user)
    {
        var code = IsCode(said) ? said : null;
        return code switch
        {
            null or InactiveReasons.UserInactive when user is { IsActive: false } =>
                user.State is UserState.Disabled ? InactiveReasons.UserDisabled : InactiveReasons.UserUnknown,
            null or InactiveReasons.NotFound when token?.Grant?.Expiration <= clock.GetUtcNow() => InactiveReasons.Expired,
            // A client may have asked about a refresh token, of which only the engine knows.
            null when token is { IsJwt: false, WasRead: true, Grant: null } && (result is PassportIntrospectionRequestValidationResult || result.Api is not null) =>
                InactiveReasons.NotFound,
            _ => code ?? InactiveReasons.Rejected,
        };
    }

    /// <summary>One of ours, or of a deployer's rule. A text may hold anything, such as the token.</summary>
    private static bool IsCode(string? text) =>
        text is { Length: > 0 and <= LongestCode } && text.All(character => char.IsAsciiLetterLower(character) || character == '_');

    private (string? ClientId, string? Id) Describe(
        IntrospectionRequestValidationResult result, TokenOfRequest token, IntrospectionRequest request, string reason)
    {
        if ((result.Claims ?? request.Find(token, clock.GetUtcNow())?.Claims) is { } claims)
            return (Value(claims, "client_id"), Value(claims, "jti"));
        if (token.Grant is { } grant)
            return Describe(grant);
        return token.IsJwt && IsSignedByUs(reason) ? Describe(new JsonWebToken(token.Token)) : default;
    }

    private static (string? ClientId, string? Id) Describe(JsonWebToken jwt)
    {
        jwt.TryGetPayloadValue("client_id", out string? clientId);
        return (clientId, jwt.Id);
    }

    private (string? ClientId, string? Id) Describe(StoredReferenceToken grant)
    {
        try
        {
            var token = StoredPayload.Read<Token>(serializer, grant.Type, grant.Data);
            return (token.ClientId, Value(token.Claims, "jti"));
        }
        // The answer was found without it, and stays what it is.
        catch (UnreadablePayloadException)
        {
            return default;
        }
    }

    /// <summary>Whoever says so has looked at the signature before.</summary>
    private static bool IsSignedByUs(string reason) => reason is InactiveReasons.Expired or InactiveReasons.NotYetValid or InactiveReasons.Revoked
        or InactiveReasons.WrongIssuer or InactiveReasons.WrongType or InactiveReasons.WrongClient or InactiveReasons.SessionEnded
        or InactiveReasons.ClientUnknown or InactiveReasons.ClientDisabled
        or InactiveReasons.UserUnknown or InactiveReasons.UserDisabled or InactiveReasons.UserInactive;

    private static string? Value(IEnumerable<Claim> claims, string type) => claims.FirstOrDefault(claim => claim.Type == type)?.Value;
}
