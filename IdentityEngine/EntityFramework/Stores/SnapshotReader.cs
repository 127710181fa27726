using System.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.Stores;

/// <summary>Runs a query that EF Core splits into several statements, in one snapshot: a change in between is seen whole or not at all.</summary>
internal static class SnapshotReader
{
    internal static Task<T> ReadSnapshotAsync<T>(this DbContext context, Func<CancellationToken, Task<T>> query, CancellationToken ct) =>
        context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, token);
                var result = await query(token);
                await transaction.CommitAsync(token);
                return result;
            },
            ct);
}
