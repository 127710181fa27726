using IdentityHost.Migrations.Seeding.Planning;
using IdentityHost.Migrations.Seeding.State;
using Npgsql;

namespace IdentityHost.Migrations.Seeding.Writing;

/// <summary>Writes what was planned, in the caller's transaction.</summary>
internal static class ChangeWriter
{
    internal static async Task WriteAsync(
        NpgsqlConnection connection, IEnumerable<Change> changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            if (change.After is { } after)
            {
                if (change.IsCreation || change.Fields().Any())
                    await WriteAsync(connection, after, change.IsCreation, now, cancellationToken);
            }
            else
            {
                await RemoveAsync(connection, change.Before!, cancellationToken);
            }
        }
    }

    private static Task WriteAsync(NpgsqlConnection connection, Entity entity, bool isNew, DateTimeOffset now, CancellationToken cancellationToken) =>
        entity switch
        {
            ApiScopeState scope => ResourceWriter.WriteAsync(connection, scope, now, cancellationToken),
            IdentityResourceState resource => ResourceWriter.WriteAsync(connection, resource, now, cancellationToken),
            ApiResourceState resource => ResourceWriter.WriteAsync(connection, resource, now, cancellationToken),
            ClientState client => ClientWriter.WriteAsync(connection, client, now, cancellationToken),
            UserState user => UserWriter.WriteAsync(connection, user, isNew, cancellationToken),
            _ => throw new InvalidOperationException($"Nothing writes a {entity.Kind}."),
        };

    private static Task RemoveAsync(NpgsqlConnection connection, Entity entity, CancellationToken cancellationToken) => entity switch
    {
        ResourceState resource => ResourceWriter.RemoveAsync(connection, resource, cancellationToken),
        ClientState client => ClientWriter.RemoveAsync(connection, client, cancellationToken),
        UserState user => UserWriter.RemoveAsync(connection, user, cancellationToken),
        _ => throw new InvalidOperationException($"Nothing removes a {entity.Kind}."),
    };
}
