using System.Security.Claims;
using System.Security.Cryptography;
using IdentityEngine.Configuration;
using IdentityEngine.Models;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IdentityEngine.Stores;

/// <summary>
/// Tickets in the store of sessions: the cookie only carries the key. A session that was removed is not brought back by a request that
/// read it before.
/// </summary>
internal sealed class ServerSideTicketStore(
    IServerSideSessionStore sessions, SessionTicketProtector protector, IdentityServerOptions options, TimeProvider time)
    : IServerSideTicketStore, ITicketStore
{
    private const int KeyBytes = 32;

    /// <summary>More than one person's windows at once.</summary>
    private const int MostTries = 50;

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, CancellationToken.None);

    public async Task<string> StoreAsync(AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes));
        await sessions.CreateSessionAsync(Describe(key, ticket), cancellationToken);
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => RenewAsync(key, ticket, CancellationToken.None);

    public async Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await RetrieveAsync(key, cancellationToken) is not { } stored)
            {
                return;
            }

            // Another window of the same browser may have gone to another client meanwhile, which has to hear of the end as well.
            SessionProperties.AddClients(ticket.Properties, SessionProperties.Clients(stored.Properties));
            await sessions.UpdateSessionAsync(Describe(key, ticket), cancellationToken);

            // Of two who write at the same moment, a store may keep one: the other reads what there is now, and tries again.
            if (await RetrieveAsync(key, cancellationToken) is not { } kept || HasClientsOf(kept, ticket))
            {
                return;
            }
        }

        throw new TimeoutException("The session was changed by others again and again.");
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, CancellationToken cancellationToken)
    {
        var session = await sessions.GetSessionAsync(key, cancellationToken);
        return session is null ? null : protector.Unprotect(session.Ticket);
    }

    public Task RemoveAsync(string key) => RemoveAsync(key, CancellationToken.None);

    public Task RemoveAsync(string key, CancellationToken cancellationToken) => sessions.DeleteSessionAsync(key, cancellationToken);

    public async Task<IReadOnlyCollection<UserSession>> GetSessionsAsync(SessionFilter filter, CancellationToken ct) =>
        Read(await sessions.GetSessionsAsync(filter, ct));

    public async Task<QueryResult<UserSession>> QuerySessionsAsync(SessionQuery filter, CancellationToken ct)
    {
        var found = await sessions.QuerySessionsAsync(ct, filter);
        return new QueryResult<UserSession>
        {
            ResultsToken = found.ResultsToken,
            HasPrevResults = found.HasPrevResults,
            HasNextResults = found.HasNextResults,
            TotalCount = found.TotalCount,
            TotalPages = found.TotalPages,
            CurrentPage = found.CurrentPage,
            Results = Read(found.Results),
        };
    }

    public async Task<IReadOnlyCollection<UserSession>> GetAndRemoveExpiredSessionsAsync(int count, CancellationToken ct) =>
        Read(await sessions.GetAndRemoveExpiredSessionsAsync(count, ct));

    private static bool HasClientsOf(AuthenticationTicket kept, AuthenticationTicket ticket) =>
        !SessionProperties.Clients(ticket.Properties).Except(SessionProperties.Clients(kept.Properties), StringComparer.Ordinal).Any();

    private ServerSideSession Describe(string key, AuthenticationTicket ticket)
    {
        var name = options.ServerSideSessions.UserDisplayNameClaimType;
        var now = time.GetUtcNow().UtcDateTime;
        return new ServerSideSession
        {
            Key = key,
            Scheme = ticket.AuthenticationScheme,
            SubjectId = ticket.Principal.FindFirstValue(JwtClaimTypes.Subject)!,
            SessionId = SessionProperties.SessionId(ticket.Properties)!,
            DisplayName = string.IsNullOrEmpty(name) ? null : ticket.Principal.FindFirstValue(name),
            Created = ticket.Properties.IssuedUtc?.UtcDateTime ?? now,
            Renewed = now,
            Expires = ticket.Properties.ExpiresUtc?.UtcDateTime,
            Ticket = protector.Protect(ticket),
        };
    }

    private UserSession[] Read(IReadOnlyCollection<ServerSideSession> found)
    {
        var read = new List<UserSession>(found.Count);
        foreach (var session in found)
        {
            var ticket = protector.Unprotect(session.Ticket);
            read.Add(new UserSession
            {
                SubjectId = session.SubjectId,
                SessionId = session.SessionId,
                DisplayName = session.DisplayName,
                Created = session.Created,
                Renewed = session.Renewed,
                Expires = session.Expires,
                Issuer = SessionProperties.Issuer(ticket?.Properties),
                ClientIds = SessionProperties.Clients(ticket?.Properties),
                AuthenticationTicket = ticket!,
            });
        }

        return [.. read];
    }
}
