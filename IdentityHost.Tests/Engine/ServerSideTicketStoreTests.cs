using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Tests.Engine;

/// <summary>What requests that use one session at the same time do to it.</summary>
public sealed class ServerSideTicketStoreTests
{
    private readonly MemorySessions _sessions = new();
    private readonly ServerSideTicketStore _tickets;

    public ServerSideTicketStoreTests() => _tickets = new ServerSideTicketStore(
        _sessions, new SessionTicketProtector(new EphemeralDataProtectionProvider()), new IdentityServerOptions(), TimeProvider.System);

    [Fact]
    public async Task Two_windows_that_go_to_two_clients_at_once_are_both_remembered()
    {
        var key = await _tickets.StoreAsync(Ticket());
        var first = (await _tickets.RetrieveAsync(key))!;
        var second = (await _tickets.RetrieveAsync(key))!;
        SessionProperties.AddClients(first.Properties, "a");
        SessionProperties.AddClients(second.Properties, "b");

        await _tickets.RenewAsync(key, first);
        await _tickets.RenewAsync(key, second);

        SessionProperties.Clients((await _tickets.RetrieveAsync(key))!.Properties).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_session_that_was_ended_is_not_brought_back_by_who_read_it_before()
    {
        var key = await _tickets.StoreAsync(Ticket());
        var read = (await _tickets.RetrieveAsync(key))!;
        await _tickets.RemoveAsync(key);

        await _tickets.RenewAsync(key, read);

        (await _tickets.RetrieveAsync(key)).ShouldBeNull();
        _sessions.Rows.ShouldBeEmpty();
    }

    private static AuthenticationTicket Ticket() =>
        new(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "1")], "test")), new AuthenticationProperties(), "idsrv");

    /// <summary>As careless as the contract allows: an update of what is gone would store it again.</summary>
    private sealed class MemorySessions : IServerSideSessionStore
    {
        public ConcurrentDictionary<string, ServerSideSession> Rows { get; } = new(StringComparer.Ordinal);

        public Task<ServerSideSession?> GetSessionAsync(string key, CancellationToken ct) => Task.FromResult(Rows.GetValueOrDefault(key));

        public Task CreateSessionAsync(ServerSideSession session, CancellationToken ct) => UpdateSessionAsync(session, ct);

        public Task UpdateSessionAsync(ServerSideSession session, CancellationToken ct)
        {
            Rows[session.Key] = session;
            return Task.CompletedTask;
        }

        public Task DeleteSessionAsync(string key, CancellationToken ct)
        {
            Rows.TryRemove(key, out _);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyCollection<ServerSideSession>> GetSessionsAsync(SessionFilter filter, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task DeleteSessionsAsync(SessionFilter filter, CancellationToken ct) => throw new NotSupportedException();

        public Task<IReadOnlyCollection<ServerSideSession>> GetAndRemoveExpiredSessionsAsync(int count, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<QueryResult<ServerSideSession>> QuerySessionsAsync(CancellationToken ct, SessionQuery? filter = null) =>
            throw new NotSupportedException();
    }
}
