using System.Globalization;
using Npgsql;

namespace IdentityHost.Bench.LoadBench.Servers;

/// <summary>Starts the programs that are compared, each on a port of its own and on the same database server.</summary>
internal sealed class Contestants(BenchOptions options)
{
    /// <summary>The host's and the ceilings' setting, as a variable.</summary>
    public const string ConnectionSetting = "ConnectionStrings__IdentityHost";

    private static readonly Dictionary<string, string> NoSettings = [];

    private readonly ServerAddress _issuer = ServerAddress.Any("host", "/health/ready");

    /// <summary>The host, as in production. All hosts of a run name the same issuer, so that each takes the others' tokens.</summary>
    public Task<ServerProcess> HostAsync(string name, Dictionary<string, string>? settings, CancellationToken ct)
    {
        var address = ServerAddress.Any(name, "/health/ready");
        var environment = new Dictionary<string, string>(settings ?? NoSettings, StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["IdentityHost__Issuer"] = _issuer.Base.ToString().TrimEnd('/'),
            ["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true",
            ["IdentityHost__ShutdownDelay"] = "00:00:00",
        };
        environment.TryAdd(ConnectionSetting, PooledConnection);
        return DotnetAsync("host", "IdentityHost.dll", address, environment, ct);
    }

    /// <summary>R, S and I, which answer what the host answers.</summary>
    public Task<ServerProcess> CeilingsAsync(string answer, string tokenAnswer, string data, CancellationToken ct)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            [ConnectionSetting] = PooledConnection,
            ["Answer"] = WriteFile("answer.json", answer),
            ["TokenAnswer"] = WriteFile("token-answer.json", tokenAnswer),
            ["Data"] = WriteFile("data.json", data),
        };
        return DotnetAsync("ceilings", "Ceilings.dll", ServerAddress.Any("ceilings", "/constant"), environment, ct);
    }

    /// <summary>oidc-provider, in so many processes.</summary>
    public Task<ServerProcess> PeerAsync(int workers, CancellationToken ct)
    {
        var database = new NpgsqlConnectionStringBuilder(options.Connection);
        var address = ServerAddress.Any($"oidc-provider-{workers}", "/.well-known/openid-configuration");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NODE_ENV"] = "production",
            ["PORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
            ["WORKERS"] = workers.ToString(CultureInfo.InvariantCulture),
            ["POOL"] = BenchOptions.PoolSize.ToString(CultureInfo.InvariantCulture),
            ["PGHOST"] = database.Host!,
            ["PGPORT"] = database.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = database.Username!,
            ["PGPASSWORD"] = database.Password!,
            ["PGDATABASE"] = database.Database!,
        };
        return ServerProcess.StartAsync(["node", "server.js"], options.Peer, address, environment, LogFile(address), ct);
    }

    // Without the reset of pooled connections, which the host does without too: with it the ceilings would send the server more than the host does.
    private string PooledConnection => new NpgsqlConnectionStringBuilder(options.Connection)
    {
        MaxPoolSize = BenchOptions.PoolSize,
        NoResetOnClose = true,
    }.ConnectionString;

    private Task<ServerProcess> DotnetAsync(
        string folder, string library, ServerAddress address, Dictionary<string, string> environment, CancellationToken ct)
    {
        environment["ASPNETCORE_URLS"] = address.Base.ToString();
        return ServerProcess.StartAsync(
            ["dotnet", library], Path.Combine(options.Programs, folder), address, environment, LogFile(address), ct);
    }

    private string LogFile(ServerAddress address) => Path.Combine(options.Work, $"{address.Name}.log");

    private string WriteFile(string name, string content)
    {
        var path = Path.Combine(options.Work, name);
        File.WriteAllText(path, content);
        return path;
    }
}
