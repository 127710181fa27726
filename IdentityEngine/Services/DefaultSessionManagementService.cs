using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Services;

/// <summary>Ends sessions: first they are over, so that nothing new is issued in them, then what was issued is revoked, then clients are told.</summary>
internal sealed class DefaultSessionManagementService(
    IServerSideTicketStore tickets,
    IServerSideSessionStore sessions,
    IPersistedGrantStore grants,
    ServicePerSession perSession) : ISessionManagementService
{
    private static readonly string[] TokensAndConsents = [.. SessionGrants.Types, PersistedGrantTypes.UserConsent];
    private static readonly string[] Consents = [PersistedGrantTypes.UserConsent];

    public Task<QueryResult<UserSession>> QuerySessionsAsync(SessionQuery? filter, CancellationToken ct) =>
        tickets.QuerySessionsAsync(filter, ct);

    public async Task RemoveSessionsAsync(RemoveSessionsContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var filter = new SessionFilter { SubjectId = context.SubjectId, SessionId = context.SessionId };
        filter.Validate();

        IReadOnlyCollection<UserSession> ending = context.SendBackchannelLogoutNotification ? await tickets.GetSessionsAsync(filter, ct) : [];
        if (context.RemoveServerSideSession)
        {
            await sessions.DeleteSessionsAsync(filter, ct);
        }

        // From here on nothing is left undone because the caller did not wait.
        if (TypesToRevoke(context) is { } types)
        {
            await grants.RemoveAllAsync(
                new PersistedGrantFilter
                {
                    SubjectId = context.SubjectId,
                    SessionId = context.SessionId,
                    ClientIds = context.ClientIds ?? [],
                    Types = types,
                },
                CancellationToken.None);
        }

        await perSession.RunAsync<IBackChannelLogoutService>(
            ending,
            (backChannel, session, token) => backChannel.SendLogoutNotificationsAsync(
                SessionNotification.Of(session, [.. session.ClientIds.Where(id => context.ClientIds is not { Count: > 0 } only || only.Contains(id))]), token),
            CancellationToken.None);
    }

    private static string[]? TypesToRevoke(RemoveSessionsContext context) => context switch
    {
        { RevokeTokens: true, RevokeConsents: true } => TokensAndConsents,
        { RevokeTokens: true } => SessionGrants.Types,
        { RevokeConsents: true } => Consents,
        _ => null,
    };
}
