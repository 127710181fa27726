using IdentityHost.Engine;
using IdentityHost.Memory;
using IdentityHost.Outcomes;
using IdentityHost.RequestState;
using Shared;

namespace IdentityHost.Introspection;

/// <summary>
/// Remembers access tokens that the engine's validator found active. Only an introspection looks into memory, and only while the node's lease
/// holds. What is not active is not remembered.
/// </summary>
internal sealed class CachedTokenValidator(
    Inner<ITokenValidator> inner, IntrospectionRequest request, RememberedTokenFactory factory, TokenCacheMetrics metrics, TimeProvider clock)
    : ITokenValidator
{
    public Task<TokenValidationResult> ValidateAccessTokenAsync(string token, string? expectedScope, CancellationToken ct)
    {
        if (request.Generation is null || !string.IsNullOrEmpty(expectedScope) || string.IsNullOrEmpty(token) || token.Length > RememberedTokenFactory.LongestToken)
            return IsText(token) ? inner.Get().ValidateAccessTokenAsync(token, expectedScope, ct) : Task.FromResult(Invalid());

        var presented = request.TokenOf(token);
        if (request.Find(presented, clock.GetUtcNow()) is not { } remembered)
            return ReadAsync(presented, ct);
        metrics.Hit();
        return Task.FromResult(Result(remembered, token));
    }

    public Task<TokenValidationResult> ValidateIdentityTokenAsync(string token, string? clientId, bool validateLifetime, CancellationToken ct) =>
        IsText(token) ? inner.Get().ValidateIdentityTokenAsync(token, clientId, validateLifetime, ct) : Task.FromResult(Invalid());

    // Nobody joins a read of somebody else's: it may have begun before what this request must know of.
    private async Task<TokenValidationResult> ReadAsync(TokenOfRequest presented, CancellationToken ct)
    {
        metrics.Missed();
        if (!IsText(presented.Token))
            return Invalid();
        var tokens = request.Generation!.Tokens;
        var result = await inner.Get().ValidateAccessTokenAsync(presented.Token, null, ct);
        if (result.IsError || factory.Create(presented, result, request) is not { } token || !tokens.TryAdd(token, request.Invalidations))
            return result;
        // By these claims the answer finds the token that it is to be remembered with. Another request may have remembered it first.
        result.Claims = (request.Find(presented, clock.GetUtcNow()) ?? token).Claims;
        return result;
    }

    /// <summary>A handle, or a JWT in the one text that it has.</summary>
    private static bool IsText(string? token) => token?.Contains('.', StringComparison.Ordinal) is not true || CompactJws.Is(token);

    private static TokenValidationResult Invalid() =>
        new() { IsError = true, Error = ProtocolErrors.InvalidToken, ErrorDescription = InactiveReasons.Malformed };

    private static TokenValidationResult Result(RememberedToken remembered, string token) => new()
    {
        IsError = false,
        Claims = remembered.Claims,
        Client = remembered.Client,
        Jwt = remembered.IsJwt ? token : null,
        ReferenceTokenId = remembered.ReferenceTokenId,
    };
}
