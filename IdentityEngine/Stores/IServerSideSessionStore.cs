using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Stores sessions. An outage is thrown: never an answer of "not there", which would sign people out.</summary>
public interface IServerSideSessionStore
{
    /// <summary>The session; null if there is none.</summary>
    Task<ServerSideSession?> GetSessionAsync(string key, CancellationToken ct);
    Task CreateSessionAsync(ServerSideSession session, CancellationToken ct);
    /// <summary>Changes a session that is there. One that is gone stays gone.</summary>
    Task UpdateSessionAsync(ServerSideSession session, CancellationToken ct);
    Task DeleteSessionAsync(string key, CancellationToken ct);
    Task<IReadOnlyCollection<ServerSideSession>> GetSessionsAsync(SessionFilter filter, CancellationToken ct);
    Task DeleteSessionsAsync(SessionFilter filter, CancellationToken ct);
    /// <summary>Removes some of the sessions whose time is over, and hands them to exactly one caller.</summary>
    Task<IReadOnlyCollection<ServerSideSession>> GetAndRemoveExpiredSessionsAsync(int count, CancellationToken ct);
    Task<QueryResult<ServerSideSession>> QuerySessionsAsync(CancellationToken ct, SessionQuery? filter = null);
}
