using IdentityEngine.Models;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityEngine.Services;

/// <summary>
/// Does something for several sessions at once, each with services of its own: stores of a request can't be asked two things at a time.
/// All are tried; then the first failure is thrown.
/// </summary>
internal sealed class ServicePerSession(IServiceScopeFactory scopes)
{
    private const int SessionsAtOnce = 8;

    internal async Task RunAsync<TService>(
        IReadOnlyCollection<UserSession> sessions, Func<TService, UserSession, CancellationToken, Task> action, CancellationToken ct)
        where TService : notnull
    {
        using var slots = new SemaphoreSlim(SessionsAtOnce);
        await Task.WhenAll(sessions.Select(async session =>
        {
            await slots.WaitAsync(ct);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await action(scope.ServiceProvider.GetRequiredService<TService>(), session, ct);
            }
            finally
            {
                slots.Release();
            }
        }));
    }
}
