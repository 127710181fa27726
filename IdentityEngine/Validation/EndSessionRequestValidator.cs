using System.Collections.Specialized;
using IdentityEngine.Configuration;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IdentityEngine.Validation;

/// <summary>
/// Validates requests to sign out (OpenID Connect RP-Initiated Logout 1.0 sections 2 and 3). Nobody is refused a sign-out: what can't be
/// believed is left out, so that the user is asked and the browser goes nowhere.
/// </summary>
internal sealed class EndSessionRequestValidator(
    SelfIssuedJwtValidator jwts, IClientStore clients, IdentityServerOptions options, ILogger<EndSessionRequestValidator> logger)
{
    private const string IdentityTokenType = "JWT";

    internal async Task<ValidatedEndSessionRequest> ValidateAsync(NameValueCollection parameters, CancellationToken ct)
    {
        var limits = options.InputLengthRestrictions;
        var request = new ValidatedEndSessionRequest { UiLocales = Limited(parameters[AuthorizeParameters.UiLocales], limits.UiLocale) };
        var clientId = Limited(parameters[OAuthParameters.ClientId], limits.ClientId);
        if (Limited(parameters[EndSessionParameters.IdTokenHint], limits.Jwt) is { } hint)
        {
            // Most ID tokens have expired when people sign out (section 2: "even when the exp time has passed").
            var (token, _) = await jwts.ValidateAsync(hint, IdentityTokenType, ct, evenExpired: true);
            if (token is null || !IsFor(token, ref clientId))
            {
                var known = clientId is null ? null : await clients.FindEnabledClientByIdAsync(clientId, ct);
                Log.EndSessionHintRefused(logger, known?.ClientId ?? Log.Unknown);
                return request;
            }

            request.HintedSubjectId = token.Subject;
            request.HintedSessionId = token.TryGetPayloadValue<string>(JwtClaimTypes.SessionId, out var sessionId) ? sessionId : null;
        }

        if (clientId is null || await clients.FindEnabledClientByIdAsync(clientId, ct) is not { } client)
        {
            return request;
        }

        request.Client = client;
        var target = Limited(parameters[EndSessionParameters.PostLogoutRedirectUri], limits.RedirectUri);
        if (target is not null && client.PostLogoutRedirectUris.Contains(target, StringComparer.Ordinal))
        {
            request.PostLogoutRedirectUri = target;
            // RP-Initiated Logout 1.0 section 3: back as it came, however long.
            request.State = parameters[AuthorizeParameters.State] is { Length: > 0 } state ? state : null;
        }
        else if (target is not null)
        {
            Log.PostLogoutRedirectUriUnknown(logger, clientId);
        }

        return request;
    }

    /// <summary>Section 2: a client_id has to be the one for which the ID token was issued.</summary>
    private static bool IsFor(JsonWebToken token, ref string? clientId)
    {
        if (token.Audiences.ToArray() is not [var audience] || (clientId is not null && clientId != audience))
        {
            return false;
        }

        clientId = audience;
        return true;
    }

    private static string? Limited(string? value, int longest) => string.IsNullOrEmpty(value) || value.Length > longest ? null : value;
}
