using IdentityHost.Memory;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Coherence;

/// <summary>Hosts as nodes that hold a lease.</summary>
internal static class NodeHosts
{
    /// <summary>A host that may answer from memory.</summary>
    /// <param name="database">Where its data is.</param>
    /// <param name="notifications">The connection string of the listening connection, if it is not the same.</param>
    /// <param name="configure">Replaces services.</param>
    public static async Task<TestHost> StartNodeAsync(
        this TestDatabase database, string? notifications = null, Action<WebApplicationBuilder>? configure = null)
    {
        var host = await TestHost.StartAsync(
            database, settings => settings["ConnectionStrings:IdentityHostNotifications"] = notifications, configure);
        await Eventually.TrueAsync(() => Task.FromResult(host.Lease().Current is not null), seconds: 30);
        return host;
    }

    public static NodeLease Lease(this TestHost host) => host.Services.GetRequiredService<NodeLease>();

    /// <summary>A node that was killed, or hears nothing: its row is there, and nobody acknowledges anything.</summary>
    public static async Task<Guid> AddDeafNodeAsync(this TestDatabase database)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync("""INSERT INTO "NodeLeases" ("NodeId", "Counter") VALUES ($1, 5)""", id);
        return id;
    }

    public static Task<long> CountNodesAsync(this TestDatabase database) =>
        database.ScalarAsync<long>("""SELECT count(*) FROM "NodeLeases" """);

    public static bool HasLogged(this TestHost host, string text) =>
        host.Logs.Lines.Any(line => line.Message.Contains(text, StringComparison.Ordinal));
}
