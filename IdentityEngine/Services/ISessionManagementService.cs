using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Services;

/// <summary>Finds and ends users' sessions.</summary>
public interface ISessionManagementService
{
    Task<QueryResult<UserSession>> QuerySessionsAsync(SessionQuery? filter, CancellationToken ct);
    /// <summary>Ends sessions, as the context says.</summary>
    Task RemoveSessionsAsync(RemoveSessionsContext context, CancellationToken ct);
}
