using IdentityHost.Memory;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Introspection;

/// <summary>The statements that a host sent for tokens and users, as its driver logged them.</summary>
internal static class SqlOfHost
{
    public const string Issuer = "http://localhost:5999";

    private const string Executed = "CommandExecutionCompleted";

    /// <summary>A host whose statements can be seen, under one name with others.</summary>
    public static async Task<TestHost> StartAsync(
        TestDatabase database, Action<Dictionary<string, string?>>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var host = await TestHost.StartAsync(database, values =>
        {
            values["Logging:LogLevel:Npgsql.Command"] = "Information";
            values["IdentityHost:Issuer"] = Issuer;
            settings?.Invoke(values);
        }, configure);
        await host.LeasedAsync();
        return host;
    }

    public static async Task<string[]> StatementsAsync(this TestHost host, Func<Task> action)
    {
        var before = host.Logs.Lines.Count;
        await action();
        return [.. host.Logs.Lines.Skip(before)
            .Where(line => line.Category == "Npgsql.Command" && line.EventId.Name == Executed)
            .Select(line => line.State.First(value => value.Key == "CommandText").Value!)
            .Where(sql => !IsBackground(sql))];
    }

    /// <summary>Until the host remembers what it reads.</summary>
    public static Task LeasedAsync(this TestHost host)
    {
        var lease = host.Services.GetRequiredService<NodeLease>();
        return Eventually.TrueAsync(() => Task.FromResult(lease.Current is not null));
    }

    // Removal, the lease, the barrier.
    private static bool IsBackground(string sql) =>
        sql.Contains("DELETE", StringComparison.Ordinal) || sql.Contains("Node", StringComparison.Ordinal) || sql.Contains("pg_", StringComparison.Ordinal);
}
