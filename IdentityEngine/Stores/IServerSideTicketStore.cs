#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Sessions with their tickets readable, on top of <see cref="IServerSideSessionStore"/>.</summary>
public interface IServerSideTicketStore
{
    Task<IReadOnlyCollection<UserSession>> GetSessionsAsync(SessionFilter filter, CancellationToken ct);
    Task<QueryResult<UserSession>> QuerySessionsAsync(SessionQuery filter, CancellationToken ct);
    /// <summary>Removes some of the sessions whose time is over, and hands them to exactly one caller.</summary>
    Task<IReadOnlyCollection<UserSession>> GetAndRemoveExpiredSessionsAsync(int count, CancellationToken ct);
}
