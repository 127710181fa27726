using IdentityEngine.Configuration;
using IdentityEngine.Models;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Shared;

namespace IdentityEngine.Services;

/// <summary>Refresh tokens as the client's settings want them: good once or reused, with an absolute or a sliding lifetime.</summary>
internal sealed class DefaultRefreshTokenService(
    IRefreshTokenStore store,
    IProfileService profile,
    ISessionCoordinationService sessions,
    IdentityServerOptions options,
    TimeProvider time) : IRefreshTokenService
{
    public async Task<TokenValidationResult> ValidateRefreshTokenAsync(string token, Client client, CancellationToken ct)
    {
        var isHandle = token.Length <= options.InputLengthRestrictions.RefreshToken;
        var refreshToken = isHandle ? await store.GetRefreshTokenAsync(token, ct) : null;
        var reason = WhyUnusable(refreshToken, client);
        if (reason is null)
        {
            var activity = new IsActiveContext(refreshToken!.Subject, client, ProfileIsActiveCallers.RefreshTokenValidation);
            await profile.IsActiveAsync(activity, ct);
            reason = activity.IsActive ? null : InactiveReasons.UserInactive;
        }

        if (reason is null && !await IsSessionAliveAsync(refreshToken!, client, ct))
        {
            reason = InactiveReasons.SessionEnded;
        }

        if (reason is null)
        {
            return new TokenValidationResult { IsError = false, Client = client, RefreshToken = refreshToken };
        }

        // Who refreshes with it writes the reason down; who introspects it asks about just any token.
        return new TokenValidationResult { IsError = true, Error = OAuthErrors.InvalidGrant, ErrorDescription = reason };
    }

    public Task<string> CreateRefreshTokenAsync(RefreshTokenCreationRequest request, CancellationToken ct)
    {
        var now = Now();
        var token = new RefreshToken
        {
            CreationTime = now,
            Lifetime = IsSliding(request.Client)
                ? SlidingLifetime(request.Client, now, now)
                : request.Client.AbsoluteRefreshTokenLifetime,
            Subject = request.Subject,
            ClientId = request.Client.ClientId,
            SessionId = request.AccessToken.SessionId,
            Description = request.Description,
            AuthorizedScopes = request.AuthorizedScopes,
        };
        token.SetAccessToken(request.AccessToken);
        return store.StoreRefreshTokenAsync(token, ct);
    }

    public async Task<string> UpdateRefreshTokenAsync(RefreshTokenUpdateRequest request, CancellationToken ct)
    {
        var token = request.RefreshToken;
        var isGoodOnce = request.Client.RefreshTokenUsage == TokenUsage.OneTimeOnly;
        if (isGoodOnce)
        {
            await ConsumeAsync(request.Handle, token, ct);
        }

        var hasChanged = request.MustUpdate;
        if (IsSliding(request.Client))
        {
            token.Lifetime = SlidingLifetime(request.Client, token.CreationTime, Now());
            hasChanged = true;
        }

        if (isGoodOnce)
        {
            return await store.StoreRefreshTokenAsync(token, ct);
        }

        if (hasChanged)
        {
            await store.UpdateRefreshTokenAsync(request.Handle, token, ct);
        }

        return request.Handle;
    }

    private Task<bool> IsSessionAliveAsync(RefreshToken token, Client client, CancellationToken ct) => sessions.ValidateSessionAsync(
        new SessionValidationRequest { SubjectId = token.SubjectId, SessionId = token.SessionId, Client = client }, ct);

    private async Task ConsumeAsync(string handle, RefreshToken token, CancellationToken ct)
    {
        if (options.PersistentGrants.DeleteOneTimeOnlyRefreshTokensOnUse)
        {
            await store.RemoveRefreshTokenAsync(handle, ct);
            return;
        }

        token.ConsumedTime = Now();
        await store.UpdateRefreshTokenAsync(handle, token, ct);
        // The same content goes into the token that replaces it.
        token.ConsumedTime = null;
    }

    private string? WhyUnusable(RefreshToken? token, Client client)
    {
        if (token is null)
        {
            return InactiveReasons.NotFound;
        }

        if (!string.Equals(token.ClientId, client.ClientId, StringComparison.Ordinal))
        {
            return InactiveReasons.WrongClient;
        }

        if (token.ConsumedTime is not null)
        {
            return InactiveReasons.Used;
        }

        if (Now() >= token.CreationTime.AddSeconds(token.Lifetime))
        {
            return InactiveReasons.Expired;
        }

        return client.AllowOfflineAccess ? null : InactiveReasons.NoOfflineAccess;
    }

    /// <summary>Counted from the first token, as the stored lifetime is, and never past the absolute one if there is one.</summary>
    private static int SlidingLifetime(Client client, DateTime created, DateTime now)
    {
        var lifetime = (long)(now - created).TotalSeconds + client.SlidingRefreshTokenLifetime;
        var most = client.AbsoluteRefreshTokenLifetime > 0 ? client.AbsoluteRefreshTokenLifetime : int.MaxValue;
        return (int)Math.Min(lifetime, most);
    }

    private static bool IsSliding(Client client) => client.RefreshTokenExpiration == TokenExpiration.Sliding;

    private DateTime Now() => time.GetUtcNow().UtcDateTime;
}
