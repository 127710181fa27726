using IdentityEngine.Extensions;
using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Services;

/// <summary>What the host's pages may ask.</summary>
internal sealed class DefaultInteractionService(
    IReturnUrlParser returnUrls,
    IMessageStore<ErrorMessage> errors,
    InteractionAnswer answer,
    IUserSession session,
    IPersistedGrantService grants,
    LogoutInteraction logout) : IIdentityServerInteractionService
{
    public async Task<AuthorizationRequest?> GetAuthorizationContextAsync(string? returnUrl, CancellationToken ct) =>
        returnUrl is null ? null : await returnUrls.ParseAsync(returnUrl, ct) as AuthorizationRequest;

    public bool IsValidReturnUrl(string? returnUrl) => returnUrl is not null && returnUrls.IsValidReturnUrl(returnUrl);

    public async Task<ErrorMessage?> GetErrorContextAsync(string? errorId, CancellationToken ct) =>
        errorId is null ? null : (await errors.ReadAsync(errorId, ct))?.Data;

    public async Task GrantConsentAsync(
        AuthorizationRequest request, ConsentResponse consent, CancellationToken ct, string? subject = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(consent);
        subject ??= (await session.GetUserAsync(ct))?.GetSubjectId();
        if (subject is null && consent.Granted)
        {
            throw new InvalidOperationException("Nobody is signed in who could allow anything.");
        }

        answer.Write(request.Parameters, consent, subject);
    }

    public Task DenyAuthorizationAsync(
        AuthorizationRequest request, InteractionError error, CancellationToken ct, string? errorDescription = null) =>
        GrantConsentAsync(request, new ConsentResponse { Error = error, ErrorDescription = errorDescription }, ct);

    public async Task<IReadOnlyCollection<Grant>> GetAllUserGrantsAsync(CancellationToken ct) =>
        await session.GetUserAsync(ct) is { } user ? await grants.GetAllGrantsAsync(user.GetSubjectId(), ct) : [];

    public async Task RevokeUserConsentAsync(string? clientId, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        if (await session.GetUserAsync(ct) is { } user)
        {
            await grants.RemoveAllGrantsAsync(user.GetSubjectId(), ct, clientId);
        }
    }

    public Task<LogoutRequest> GetLogoutContextAsync(string? logoutId, CancellationToken ct) => logout.GetAsync(logoutId, ct);

    public Task<string?> CreateLogoutContextAsync(CancellationToken ct) => logout.CreateAsync(ct);

    public Task RevokeTokensForCurrentSessionAsync(CancellationToken ct) => logout.RevokeTokensAsync(ct);
}
